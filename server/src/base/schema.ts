/** The part of JSON Schema that the settings use; the same objects go into the manifest and the file's schema. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly JsonSchema[]
  readonly items?: JsonSchema
  readonly prefixItems?: readonly JsonSchema[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly minLength?: number
  readonly pattern?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly description?: string
  readonly default?: unknown
}

export interface Mismatch {
  readonly path: readonly string[]
  /** What would be right, in the schema's own terms: `one of a, b`, `boolean`, `integer ≥ 64`. */
  readonly expected: string
}

/** The first place where `value` does not fit `schema`, or undefined where it fits. */
export function schemaMismatch(schema: JsonSchema, value: unknown, path: readonly string[] = []): Mismatch | undefined {
  if (schema.anyOf) {
    return schema.anyOf.some((option) => !schemaMismatch(option, value)) ? undefined : { path, expected: describe(schema) }
  }
  if (schema.enum && !schema.enum.includes(value)) return { path, expected: describe(schema) }
  if (schema.type !== undefined && !types(schema).some((type) => isType(type, value))) return { path, expected: describe(schema) }
  if (typeof value === 'number' && schema.minimum !== undefined && value < schema.minimum) return { path, expected: describe(schema) }
  if (typeof value === 'string' && !fitsText(schema, value)) return { path, expected: describe(schema) }
  if (Array.isArray(value)) return arrayMismatch(schema, value, path)
  return typeof value === 'object' && value !== null ? objectMismatch(schema, value, path) : undefined
}

function fitsText(schema: JsonSchema, value: string): boolean {
  if (schema.minLength !== undefined && value.length < schema.minLength) return false
  return schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value)
}

function arrayMismatch(schema: JsonSchema, value: readonly unknown[], path: readonly string[]): Mismatch | undefined {
  if (value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? Infinity)) return { path, expected: describe(schema) }
  for (const [index, item] of value.entries()) {
    const itemSchema = schema.prefixItems?.[index] ?? schema.items
    const mismatch = itemSchema && schemaMismatch(itemSchema, item, [...path, String(index)])
    if (mismatch) return mismatch
  }
  return undefined
}

function objectMismatch(schema: JsonSchema, value: object, path: readonly string[]): Mismatch | undefined {
  const missing = schema.required?.find((key) => !Object.hasOwn(value, key))
  if (missing !== undefined) return { path: [...path, missing], expected: describe(schema.properties?.[missing] ?? {}) }
  for (const [key, inner] of Object.entries(value)) {
    const rest = schema.additionalProperties
    const innerSchema = schema.properties?.[key] ?? (typeof rest === 'object' ? rest : undefined)
    if (!innerSchema && rest === false) return { path: [...path, key], expected: `one of ${Object.keys(schema.properties ?? {}).join(', ')}` }
    const mismatch = innerSchema && schemaMismatch(innerSchema, inner, [...path, key])
    if (mismatch) return mismatch
  }
  return undefined
}

function types(schema: JsonSchema): readonly string[] {
  return typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])
}

function isType(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}

function describe(schema: JsonSchema): string {
  if (schema.anyOf) return schema.anyOf.map(describe).join(' | ')
  if (schema.enum) return schema.enum.map(String).join(' | ')
  const bounds = schema.minimum === undefined ? '' : ` ≥ ${schema.minimum}`
  if (schema.pattern !== undefined) return `string ${schema.pattern}`
  if (schema.items && types(schema).includes('array')) return `[${describe(schema.items)}, …]`
  return `${types(schema).join(' | ')}${bounds}`
}

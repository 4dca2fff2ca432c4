type Graph = Readonly<Record<string, GraphNode>>

interface GraphNode {
  readonly type: string
  readonly inputs: Readonly<Record<string, unknown>>
}

const DEEPEST = 32
/** Inputs in which a node holds its text, in the order in which they are looked for. */
const TEXTS: readonly string[] = ['text', 'populated_text', 'text_g', 't5xxl', 'prompt', 'string', 'value', 'wildcard_text', 'text_l', 'clip_l']

/** The positive prompt of a graph as ComfyUI saves it for its API; undefined where none can be followed. */
export function comfyPrompt(json: string): string | undefined {
  const graph = readGraph(json)
  if (!graph) return undefined
  const samplers = Object.values(graph).filter(({ inputs }) => isLink(inputs['positive']) || isLink(inputs['guider']))
  for (const { inputs } of samplers) {
    const text = textBehind(inputs['positive'] ?? inputs['guider'], graph, 0)
    if (text !== undefined && text.trim() !== '') return text
  }
  return undefined
}

function readGraph(json: string): Graph | undefined {
  try {
    // Python writes numbers that JSON has not
    const values: unknown = JSON.parse(json.replaceAll(/(?<=[:,[]\s*)(?:NaN|-?Infinity)(?=\s*[,\]}])/g, 'null'))
    if (typeof values !== 'object' || values === null || Array.isArray(values)) return undefined
    const nodes = Object.entries(values).flatMap(([id, node]: [string, unknown]): [string, GraphNode][] => {
      const inputs = fieldOf(node, 'inputs')
      const type = fieldOf(node, 'class_type')
      return typeof inputs === 'object' && inputs !== null && typeof type === 'string' ? [[id, { type, inputs: { ...inputs } }]] : []
    })
    return nodes.length > 0 ? Object.fromEntries(nodes) : undefined
  } catch {
    return undefined
  }
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined
}

function isLink(value: unknown): value is readonly [string, number] {
  return Array.isArray(value) && value.length === 2 && (typeof value[0] === 'string' || typeof value[0] === 'number') && typeof value[1] === 'number'
}

/** Follows a link through conditioning to the text that is encoded; an input that is a text itself is it. */
function textBehind(value: unknown, graph: Graph, depth: number): string | undefined {
  if (typeof value === 'string') return value
  if (!isLink(value) || depth > DEEPEST) return undefined
  const node = graph[String(value[0])]
  if (!node) return undefined
  for (const name of TEXTS) {
    const text = name in node.inputs ? textBehind(node.inputs[name], graph, depth + 1) : undefined
    if (text !== undefined) return text
  }
  for (const [name, input] of Object.entries(node.inputs)) {
    if (!/^(?:conditioning|positive|cond)/.test(name) || !isLink(input)) continue
    const text = textBehind(input, graph, depth + 1)
    if (text !== undefined) return text
  }
  return undefined
}

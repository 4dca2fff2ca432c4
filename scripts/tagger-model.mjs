// A tiny tagger as ONNX, written byte by byte: the same model every time, with answers that can be worked out by hand. For tests and
// benchmarks; nothing of it ships. node scripts/tagger-model.mjs FOLDER [--size 448] [--convolutions 12]
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pathToFileURL } from 'node:url'

/** One tag for each rule of the output: name, category and weights of the mean blue, green and red (0–255), and what is added. */
export const TAGS = [
  { name: 'general', category: 9, weights: [0, 0, 0], bias: 2 },
  { name: 'sensitive', category: 9, weights: [0, 0, 0], bias: -2 },
  { name: 'questionable', category: 9, weights: [0, 0, 0], bias: -4 },
  { name: 'explicit', category: 9, weights: [0, 0, 0], bias: -6 },
  { name: 'blue_theme', category: 0, weights: [0.04, -0.02, -0.02], bias: 0 },
  { name: 'green_theme', category: 0, weights: [-0.02, 0.04, -0.02], bias: 0 },
  { name: 'red_theme', category: 0, weights: [-0.02, -0.02, 0.04], bias: 0 },
  { name: '^_^', category: 0, weights: [0, 0, 0], bias: 0 },
  { name: 'white_background', category: 0, weights: [0.02, 0.02, 0.02], bias: -14 },
  { name: 'lumi_(mascot)', category: 4, weights: [0, 0, 0.02], bias: 0 },
]

/** What the model answers for a picture of this mean colour: a sigmoid of a weighted sum. */
export function answerOf([blue, green, red]) {
  return TAGS.map(({ weights, bias }) => 1 / (1 + Math.exp(-(weights[0] * blue + weights[1] * green + weights[2] * red + bias))))
}

export function tagList() {
  return `tag_id,name,category,count\n${TAGS.map(({ name, category }, at) => `${at},${name},${category},${1000 - at}`).join('\n')}\n`
}

/**
 * Input [batch, size, size, 3] or [batch, 3, size, size], output [batch, 10]. `batch`: a number, or a name for one that is open.
 * `convolutions`: layers that cost time and, weighted with 0, change nothing.
 */
export function taggerModel({ size = 8, batch = 'N', layout = 'nhwc', convolutions = 0, logits = false, input = 'input', output = 'output' } = {}) {
  const nodes = []
  const constants = []
  const axes = layout === 'nhwc' ? [1, 2] : [2, 3]
  nodes.push(node('ReduceMean', [input], ['mean'], [ints('axes', axes), int('keepdims', 0)]))
  const weights = [0, 1, 2].flatMap((channel) => TAGS.map((tag) => tag.weights[channel]))
  constants.push(tensor('weights', [3, TAGS.length], weights), tensor('bias', [TAGS.length], TAGS.map(({ bias }) => bias)))
  nodes.push(node('MatMul', ['mean', 'weights'], ['weighted']), node('Add', ['weighted', 'bias'], [convolutions > 0 ? 'plain' : 'sum']))
  if (convolutions > 0) {
    let from = input
    if (layout === 'nhwc') nodes.push(node('Transpose', [input], [(from = 'planes')], [ints('perm', [0, 3, 1, 2])]))
    const channels = 32
    for (let layer = 0; layer < convolutions; layer++) {
      const inner = layer === 0 ? 3 : channels
      constants.push(tensor(`kernel${layer}`, [channels, inner, 3, 3], noise(channels * inner * 9, layer + 1)))
      nodes.push(node('Conv', [from, `kernel${layer}`], [`layer${layer}`], [ints('kernel_shape', [3, 3]), ints('strides', layer < 2 ? [2, 2] : [1, 1]), ints('pads', [1, 1, 1, 1])]))
      nodes.push(node('Tanh', [`layer${layer}`], [(from = `bounded${layer}`)]))
    }
    constants.push(tensor('nothing', [channels, TAGS.length], new Array(channels * TAGS.length).fill(0)))
    nodes.push(node('ReduceMean', [from], ['deep'], [ints('axes', [2, 3]), int('keepdims', 0)]), node('MatMul', ['deep', 'nothing'], ['zero']), node('Add', ['plain', 'zero'], ['sum']))
  }
  nodes.push(node(logits ? 'Identity' : 'Sigmoid', ['sum'], [output]))
  const dims = layout === 'nhwc' ? [batch, size, size, 3] : [batch, 3, size, size]
  const graph = [...nodes.map((each) => field(1, each)), field(2, text('tagger')), ...constants.map((each) => field(5, each)), field(11, value(input, dims)), field(12, value(output, [batch, TAGS.length]))]
  return Uint8Array.from(concat([number(1, 8), field(2, text('taglore')), field(7, concat(graph)), field(8, concat([field(1, []), number(2, 13)]))]))
}

// Protocol buffers: a field is its number and kind, then a varint or a length and bytes. Names as in onnx.proto.

function varint(given) {
  const bytes = []
  let rest = given
  while (rest > 127) {
    bytes.push((rest % 128) + 128)
    rest = Math.floor(rest / 128)
  }
  return [...bytes, rest]
}

function number(at, given) {
  return [...varint(at * 8), ...varint(given)]
}

function field(at, bytes) {
  return concat([varint(at * 8 + 2), varint(bytes.length), bytes])
}

/** A spread has a limit of arguments, which weights go beyond. */
function concat(parts) {
  const all = []
  for (const part of parts) for (const byte of part) all.push(byte)
  return all
}

function text(given) {
  return [...new TextEncoder().encode(given)]
}

function node(type, inputs, outputs, attributes = []) {
  return concat([...inputs.map((name) => field(1, text(name))), ...outputs.map((name) => field(2, text(name))), field(4, text(type)), ...attributes.map((each) => field(5, each))])
}

function ints(name, values) {
  return concat([field(1, text(name)), ...values.map((each) => number(8, each)), number(20, 7)])
}

function int(name, given) {
  return concat([field(1, text(name)), number(3, given), number(20, 2)])
}

function tensor(name, dims, values) {
  return concat([...dims.map((each) => number(1, each)), number(2, 1), field(8, text(name)), field(9, new Uint8Array(Float32Array.from(values).buffer))])
}

function value(name, dims) {
  const shape = dims.map((each) => field(1, typeof each === 'number' ? number(1, each) : field(2, text(each))))
  return concat([field(1, text(name)), field(2, field(1, concat([number(1, 1), field(2, concat(shape))])))])
}

/** From −0.1 to 0.1, the same for the same seed. */
function noise(length, seed) {
  let state = seed
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state / 2 ** 32 - 0.5) / 5
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { size: { type: 'string' }, convolutions: { type: 'string' } } })
  const [folder = 'dist/tagger-model'] = positionals
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'model.onnx'), taggerModel({ size: Number(values.size ?? 448), convolutions: Number(values.convolutions ?? 0) }))
  writeFileSync(join(folder, 'selected_tags.csv'), tagList())
}

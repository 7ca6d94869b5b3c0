import { quantize } from '../tflite/quantize.mjs'
import { convolution, makeGraph, NO_ACTIVATION, pooling, RELU } from '../tflite/graph.mjs'

/** @typedef {import('../tflite/graph.mjs').Tensor} Tensor */
/** @typedef {import('./weights.mjs').Weight} Weight */
/** A square picture on its way through the network. @typedef {{ tensor: Tensor, side: number, channels: number }} Layer */

/** The chip's side in pixels. */
const SIDE = 150
/** The mean colour of dlib's training pictures, RGB, and the divisor that face-api's runtime uses with these weights. */
const MEAN = [122.782, 117.001, 104.298]
const DIVISOR = 255
/** Residual blocks in order; those with `down` halve the side. */
const BLOCKS = [
  ...['conv32_1', 'conv32_2', 'conv32_3'],
  ...['conv64_down', 'conv64_1', 'conv64_2', 'conv64_3'],
  ...['conv128_down', 'conv128_1', 'conv128_2'],
  ...['conv256_down', 'conv256_1', 'conv256_2', 'conv256_down_out'],
]

/**
 * dlib's face recognition ResNet, from pixels of 0 to 255 to 128 numbers. What follows each convolution (scale and
 * bias) and what precedes the first (subtracting the mean colour) is folded into the convolution's own weights, which
 * are then rounded to 8 bits: half the time, a third of the memory, a quarter of the file, and embeddings that differ by
 * 0.012 from those of 32 bits, where two pictures of one person differ by 0.2.
 * @param {(name: string) => Weight} weights
 * @returns {Uint8Array} a .tflite without metadata
 */
export function buildNetwork(weights) {
  const graph = makeGraph()
  const image = graph.tensor('image', [1, SIDE, SIDE, 3])
  const stem = convolve(graph, weights('conv32_down/conv/filters'), {
    ...parts(weights, 'conv32_down'),
    input: { tensor: image, side: SIDE, channels: 3 },
    stride: 2,
    activation: RELU,
    mean: MEAN,
    divisor: DIVISOR,
  })
  let layer = pool(graph, 'MAX_POOL_2D', stem, 3)
  for (const name of BLOCKS) layer = block(graph, weights, name, layer)

  const axes = graph.tensor('axes', [2], new Int32Array([1, 2]))
  const mean = graph.operate('MEAN', [layer.tensor, axes], graph.tensor('mean', [1, layer.channels]), [])
  const { values, shape } = weights('fc')
  const [ins = 0, outs = 0] = shape
  const matrix = graph.tensor('fc/weights', [outs, ins], transpose(values, ins, outs))
  const none = graph.tensor('fc/bias', [outs], new Float32Array(outs))
  const embedding = graph.tensor('embedding', [1, outs])
  graph.operate('FULLY_CONNECTED', [mean, matrix, none], embedding, [])
  return graph.build(image, [embedding], 'dlib face recognition ResNet')
}

/** @typedef {ReturnType<typeof makeGraph>} Graph */

/** @param {Graph} graph @param {(name: string) => Weight} weights @param {string} name @param {Layer} input @returns {Layer} */
function block(graph, weights, name, input) {
  const halves = name.includes('_down')
  const conv = (/** @type {string} */ part, /** @type {Layer} */ from, stride = 1, activation = NO_ACTIVATION) =>
    convolve(graph, weights(`${name}/${part}/conv/filters`), {
      ...parts(weights, `${name}/${part}`),
      input: from,
      stride,
      activation,
    })
  const first = conv('conv1', input, halves ? 2 : 1, RELU)
  const second = conv('conv2', first)
  if (!halves) return add(graph, name, second, input)
  const past = pool(graph, 'AVERAGE_POOL_2D', input, 2)
  return add(
    graph,
    name,
    padTo(graph, second, past.side, second.channels),
    padTo(graph, past, past.side, second.channels),
  )
}

/** @param {(name: string) => Weight} weights @param {string} name */
const parts = (weights, name) => ({
  name,
  bias: weights(`${name}/conv/bias`).values,
  scale: weights(`${name}/scale/weights`).values,
  shift: weights(`${name}/scale/biases`).values,
})

/**
 * @param {Graph} graph @param {Weight} filters laid out height, width, in, out
 * @param {{ name: string, bias: Float32Array, scale: Float32Array, shift: Float32Array, input: Layer, stride: number,
 *   activation: number, mean?: number[], divisor?: number }} how
 * @returns {Layer}
 */
function convolve(
  graph,
  { values, shape },
  { name, bias, scale, shift, input, stride, activation, mean, divisor = 1 },
) {
  const [size = 0, width = 0, ins = 0, outs = 0] = shape
  const folded = new Float32Array(values.length) // laid out out, height, width, in
  const constant = Float32Array.from(bias, (value, out) => value * (scale[out] ?? 0) + (shift[out] ?? 0))
  for (let at = 0; at < size * width * ins; at++)
    for (let out = 0; out < outs; out++) {
      const weight = ((values[at * outs + out] ?? 0) * (scale[out] ?? 0)) / divisor
      folded[out * size * width * ins + at] = weight
      constant[out] = (constant[out] ?? 0) - weight * (mean?.[at % ins] ?? 0)
    }
  const side = stride === 1 ? input.side : Math.floor((input.side - size) / stride) + 1
  const tensor = graph.operate(
    'CONV_2D',
    [input.tensor, filters(), graph.tensor(`${name}/bias`, [outs], constant)],
    graph.tensor(name, [1, side, side, outs]),
    convolution(stride === 1 ? 'SAME' : 'VALID', stride, activation),
  )
  return { tensor, side, channels: outs }

  /** All in 8 bits but the first, whose rounding would cost the most and save the least. */
  function filters() {
    const { values, scales } = quantize(folded, outs)
    const form = [outs, size, width, ins]
    return mean ? graph.tensor(`${name}/weights`, form, folded) : graph.tensor(`${name}/weights`, form, values, scales)
  }
}

/** @param {Graph} graph @param {'MAX_POOL_2D' | 'AVERAGE_POOL_2D'} code @param {Layer} input @param {number} size @returns {Layer} */
function pool(graph, code, { tensor, side, channels }, size) {
  const smaller = Math.floor((side - size) / 2) + 1
  const pooled = graph.tensor('pool', [1, smaller, smaller, channels])
  return { tensor: graph.operate(code, [tensor], pooled, pooling(size, 2)), side: smaller, channels }
}

/** Zeros to the right, below, and as further channels. @param {Graph} graph @param {Layer} input @param {number} side @param {number} channels */
function padTo(graph, input, side, channels) {
  if (input.side === side && input.channels === channels) return input
  const amounts = [0, 0, 0, side - input.side, 0, side - input.side, 0, channels - input.channels]
  const paddings = graph.tensor('paddings', [4, 2], new Int32Array(amounts))
  const padded = graph.tensor('padded', [1, side, side, channels])
  return { tensor: graph.operate('PAD', [input.tensor, paddings], padded, []), side, channels }
}

/** @param {Graph} graph @param {string} name @param {Layer} a @param {Layer} b @returns {Layer} */
function add(graph, name, a, b) {
  const sum = graph.tensor(`${name}/sum`, [1, a.side, a.side, a.channels])
  return { ...a, tensor: graph.operate('ADD', [a.tensor, b.tensor], sum, [[0, 'i8', RELU]]) }
}

/** @param {Float32Array} matrix @param {number} rows @param {number} columns */
function transpose(matrix, rows, columns) {
  const turned = new Float32Array(matrix.length)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) turned[column * rows + row] = matrix[row * columns + column] ?? 0
  return turned
}

import { convolution, makeGraph, NO_ACTIVATION, RELU } from '../tflite/graph.mjs'
import { bandWeights, BANDS, BINS, FRAME, hann, HOP, LEAST_POWER, STEPS, WINDOW } from './frontend.mjs'
import { KERNEL, LABELS, STRIDE } from './network.mjs'

/**
 * A second of sound in, a probability for each label out. What frontend.mjs computes is done by the first layers, so
 * that whoever runs the file needs nothing else.
 * @param {import('./network.mjs').Layer[]} layers
 */
export function soundsGraph(layers) {
  const graph = makeGraph()
  const { tensor, operate } = graph
  const valid = (/** @type {number} */ stride, /** @type {number} */ activation) =>
    convolution('VALID', stride, activation)
  const reshape = (/** @type {number} */ from, /** @type {string} */ name, /** @type {number[]} */ shape) =>
    operate('RESHAPE', [from, tensor(`${name}/shape`, [shape.length], Int32Array.from(shape))], tensor(name, shape), [])

  const sound = tensor('sound', [1, WINDOW])
  const wave = reshape(sound, 'wave', [1, 1, WINDOW, 1])
  const parts = 2 * BINS
  const waves = tensor('waves', [parts, 1, FRAME, 1], windowedWaves())
  const spectrum = operate(
    'CONV_2D',
    [wave, waves, tensor('waves/bias', [parts], new Float32Array(parts))],
    tensor('spectrum', [1, 1, STEPS, parts]),
    valid(HOP, NO_ACTIVATION),
  )
  const power = operate('MUL', [spectrum, spectrum], tensor('power', [1, 1, STEPS, parts]), [])
  // Real and imaginary parts of a bin weigh the same.
  const bands = Float32Array.from(
    { length: BANDS * parts },
    (_, i) => bandWeights[Math.floor(i / parts)]?.[i % BINS] ?? 0,
  )
  const loudness = operate(
    'CONV_2D',
    [
      power,
      tensor('bands', [BANDS, 1, 1, parts], bands),
      tensor('bands/bias', [BANDS], new Float32Array(BANDS).fill(LEAST_POWER)),
    ],
    tensor('loudness', [1, 1, STEPS, BANDS]),
    valid(1, NO_ACTIVATION),
  )
  const logarithm = operate('LOG', [loudness], tensor('logarithm', [1, 1, STEPS, BANDS]), [])
  const mean = operate(
    'MEAN',
    [logarithm, tensor('mean/axes', [2], Int32Array.from([2, 3]))],
    tensor('mean', [1, 1, 1, 1]),
    [[0, 'i8', 1]],
  )
  let made = operate('SUB', [logarithm, mean], tensor('heard', [1, 1, STEPS, BANDS]), [])

  for (const [n, { weights, bias, from, to, steps }] of layers.slice(0, -1).entries())
    made = operate(
      'CONV_2D',
      [made, tensor(`${n}/weights`, [to, 1, KERNEL, from], weights), tensor(`${n}/bias`, [to], bias)],
      tensor(`${n}`, [1, 1, steps, to]),
      valid(STRIDE, RELU),
    )
  const last = layers[layers.length - 1]
  if (!last) throw new Error('A network has layers.')
  const scores = operate(
    'FULLY_CONNECTED',
    [
      reshape(made, 'rest', [1, last.from]),
      tensor('last/weights', [last.to, last.from], last.weights),
      tensor('last/bias', [last.to], last.bias),
    ],
    tensor('scores', [1, LABELS.length]),
    [],
  )
  const probability = operate('SOFTMAX', [scores], tensor('probability', [1, LABELS.length]), [[0, 'f32', 1]])
  return graph.build(sound, [probability], 'sound events')
}

/** Cosines, then sines, of every bin, each under the window. */
function windowedWaves() {
  const all = new Float32Array(2 * BINS * FRAME)
  for (let bin = 0; bin < BINS; bin++)
    for (let n = 0; n < FRAME; n++) {
      const turn = (2 * Math.PI * ((bin * n) % FRAME)) / FRAME
      all[bin * FRAME + n] = (hann[n] ?? 0) * Math.cos(turn)
      all[(BINS + bin) * FRAME + n] = (hann[n] ?? 0) * Math.sin(turn)
    }
  return all
}

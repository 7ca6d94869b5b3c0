import { makeGraph } from './graph.mjs'
import { toFloat32 } from './halves.mjs'
import { readGraph } from './read.mjs'

/** Numbers of operators in TFLite's schema.fbs. */
const DEQUANTIZE = 6
const RESHAPE = 22

/**
 * A model with only what some of its answers need, and with weights of 32 bits instead of 16, which are widened while
 * the model is laid down rather than at every picture.
 * @param {Uint8Array} model
 * @param {string[]} wanted names of outputs, in the order in which they are answered
 * @returns {Uint8Array} a .tflite without metadata
 */
export function trim(model, wanted) {
  const { tensors, operations, input, outputs } = readGraph(model)
  const graph = makeGraph()
  /** Where a tensor of the old graph is in the new one. @type {Map<number, number>} */
  const places = new Map()
  const makerOf = new Map(operations.map((operation) => [operation.output, operation]))
  const place = (/** @type {number} */ at) => {
    const made = places.get(at) ?? add(at)
    places.set(at, made)
    return made
  }

  /** What an operator needs comes before it: it is added on the way to it. @param {number} at @returns {number} */
  function add(at) {
    const { name, shape, data, type } = tensorAt(at)
    if (data) return graph.tensor(name, shape, constant(data, type))
    const maker = makerOf.get(at)
    if (!maker) return graph.tensor(name, shape)
    const { code, inputs, options, customOptions } = maker
    const [first] = inputs.map(tensorAt)
    if (code.number === DEQUANTIZE && first?.data) return graph.tensor(name, shape, toFloat32(first.data))
    const places = inputs.map(place)
    if (code.number === RESHAPE) places[1] = graph.tensor(`${name}/shape`, [shape.length], Int32Array.from(shape))
    const output = graph.tensor(name, shape)
    graph.insert({
      operator: { ...code, options: options.kind },
      inputs: places,
      output,
      options: options.fields,
      ...(customOptions.length > 0 ? { customOptions } : {}),
    })
    return output
  }
  function tensorAt(/** @type {number} */ at) {
    const tensor = tensors[at]
    if (!tensor) throw new Error(`The model has no tensor ${at}.`)
    return tensor
  }

  const answers = wanted.map((name) => {
    const found = outputs.find((at) => tensorAt(at).name === name)
    if (found === undefined) throw new Error(`The model has no output ${name}.`)
    return found
  })
  return graph.build(place(input), answers.map(place), 'trimmed')
}

/** @param {Uint8Array} data @param {number} type */
function constant(data, type) {
  const copy = new Uint8Array(data).buffer // aligned, and of its own: a Buffer's slice is neither
  if (type === 0) return new Float32Array(copy)
  if (type === 2) return new Int32Array(copy)
  throw new Error(`Constants of a type not known here: ${type}.`)
}

import { Builder } from 'flatbuffers'
import { alignedBytes, float32s, int32s, int64s, offsets, table } from './tables.mjs'

/** @typedef {import('./tables.mjs').Field} Field */
/** @typedef {number} Tensor an index into the graph's tensors */
/** @typedef {{ name: string, shape: number[], type: number, buffer: number, scales?: number[] }} TensorSpec */
/** @typedef {{ number: number, options: number, version?: number, custom?: string }} Operator */
/**
 * @typedef {{ operator: Operator, inputs: Tensor[], output: Tensor, options: Field[], customOptions?: Uint8Array }} Operation
 */

/** From TFLite's schema.fbs: an operator's number, its options' in the union, and the version we need if not 1. */
const OPERATORS = {
  ADD: { number: 0, options: 11 },
  AVERAGE_POOL_2D: { number: 1, options: 5 },
  // Version 5 takes 8-bit weights with a scale for each channel beside pictures of floats.
  CONV_2D: { number: 3, options: 1, version: 5 },
  FULLY_CONNECTED: { number: 9, options: 8 },
  MAX_POOL_2D: { number: 17, options: 5 },
  MUL: { number: 18, options: 21 },
  RESHAPE: { number: 22, options: 17 },
  SOFTMAX: { number: 25, options: 9 },
  PAD: { number: 34, options: 22 },
  MEAN: { number: 40, options: 27 },
  SUB: { number: 41, options: 28 },
  // Options of the kind "none".
  LOG: { number: 73, options: 0 },
}
export const NO_ACTIVATION = 0
export const RELU = 1
const FLOAT32 = 0
const INT32 = 2
const INT8 = 9
const VALID = 1

/** Collects tensors and operators; `build` writes them as a .tflite with one subgraph. */
export function makeGraph() {
  /** @type {TensorSpec[]} */
  const tensors = []
  /** @type {Operation[]} */
  const operations = []
  /** TFLite keeps buffer 0 empty: it stands for "no constant data". @type {Uint8Array[]} */
  const buffers = [new Uint8Array(0)]

  /**
   * @param {string} name @param {number[]} shape @param {Float32Array | Int32Array | Int8Array} [constant]
   * @param {number[]} [scales] of an Int8Array, one for each of its first dimension
   * @returns {Tensor}
   */
  function tensor(name, shape, constant, scales) {
    const buffer = constant ? buffers.length : 0
    if (constant) buffers.push(new Uint8Array(constant.buffer, constant.byteOffset, constant.byteLength))
    const type = constant instanceof Int8Array ? INT8 : constant instanceof Int32Array ? INT32 : FLOAT32
    return tensors.push({ name, shape, type, buffer, ...(scales ? { scales } : {}) }) - 1
  }
  /** @param {keyof typeof OPERATORS} code @param {Tensor[]} inputs @param {Tensor} output @param {Field[]} options */
  function operate(code, inputs, output, options) {
    operations.push({ operator: OPERATORS[code], inputs, output, options })
    return output
  }
  /** An operator of another model, as it is there. @param {Operation} operation */
  function insert(operation) {
    operations.push(operation)
  }
  /** @param {Tensor} input @param {Tensor[]} outputs @param {string} description */
  function build(input, outputs, description) {
    return write({ tensors, operations, buffers, input, outputs, description })
  }
  return { tensor, operate, insert, build }
}

/** @param {'SAME' | 'VALID'} padding @param {number} stride @param {number} activation @returns {Field[]} */
export const convolution = (padding, stride, activation) => [
  [0, 'i8', padding === 'VALID' ? VALID : 0],
  [1, 'i32', stride],
  [2, 'i32', stride],
  [3, 'i8', activation],
]

/** @param {number} size @param {number} stride @returns {Field[]} */
export const pooling = (size, stride) => [
  [0, 'i8', VALID],
  [1, 'i32', stride],
  [2, 'i32', stride],
  [3, 'i32', size],
  [4, 'i32', size],
]

/**
 * @param {{ tensors: TensorSpec[], operations: Operation[], buffers: Uint8Array[], input: Tensor, outputs: Tensor[],
 *   description: string }} graph
 */
function write({ tensors, operations, buffers, input, outputs, description }) {
  const builder = new Builder(buffers.reduce((sum, { length }) => sum + length + 64, 1 << 16))
  const codes = new Map(operations.map(({ operator }) => [keyOf(operator), operator]))
  // First what shall lie last: flatbuffers are written from their end.
  const data = buffers.map((bytes) =>
    table(builder, bytes.length > 0 ? [[0, 'offset', alignedBytes(builder, bytes)]] : []),
  )
  const allBuffers = offsets(builder, data)
  const subgraph = table(builder, [
    [0, 'offset', offsets(builder, tensors.map(tensorTable(builder)))],
    [1, 'offset', int32s(builder, [input])],
    [2, 'offset', int32s(builder, outputs)],
    [3, 'offset', offsets(builder, operations.map(operationTable(builder, [...codes.keys()])))],
    [4, 'offset', builder.createString('main')],
  ])
  const operatorCodes = [...codes.values()].map(({ number, version = 1, custom }) => {
    // The number twice: an old and a new field of the schema.
    return table(builder, [
      [0, 'i8', number],
      [1, 'offset', custom ? builder.createString(custom) : 0],
      [2, 'i32', version],
      [3, 'i32', number],
    ])
  })
  const model = table(builder, [
    [0, 'i32', 3],
    [1, 'offset', offsets(builder, operatorCodes)],
    [2, 'offset', offsets(builder, [subgraph])],
    [3, 'offset', builder.createString(description)],
    [4, 'offset', allBuffers],
  ])
  builder.finish(model, 'TFL3')
  return builder.asUint8Array().slice()
}

/** @param {Builder} builder */
const tensorTable =
  (builder) =>
  (/** @type {TensorSpec} */ { name, shape, type, buffer, scales }) =>
    table(builder, [
      [0, 'offset', int32s(builder, shape)],
      [1, 'i8', type],
      [2, 'i32', buffer],
      [3, 'offset', builder.createString(name)],
      [4, 'offset', scales ? quantization(builder, scales) : 0],
    ])

/** Symmetric: all zero points are 0. @param {Builder} builder @param {number[]} scales */
const quantization = (builder, scales) =>
  table(builder, [
    [2, 'offset', float32s(builder, scales)],
    [
      3,
      'offset',
      int64s(
        builder,
        Array.from(scales, () => 0n),
      ),
    ],
  ])

/** @param {Operator} operator */
const keyOf = ({ number, version = 1, custom = '' }) => `${number} ${version} ${custom}`

/** @param {Builder} builder @param {string[]} keys */
const operationTable =
  (builder, keys) =>
  (/** @type {Operation} */ { operator, inputs, output, options, customOptions }) =>
    table(builder, [
      [0, 'i32', keys.indexOf(keyOf(operator))],
      [1, 'offset', int32s(builder, inputs)],
      [2, 'offset', int32s(builder, [output])],
      [3, 'i8', operator.options],
      [4, 'offset', operator.options > 0 ? table(builder, options) : 0],
      [5, 'offset', customOptions ? builder.createByteVector(customOptions) : 0],
    ])

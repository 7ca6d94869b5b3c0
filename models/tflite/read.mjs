// A .tflite as lists, as far as models that others trained need it: one subgraph, one output an operator.

/** @typedef {import('./tables.mjs').Field} Field */
/** @typedef {{ name: string, shape: number[], type: number, data: Uint8Array | undefined }} ReadTensor */
/** @typedef {{ number: number, version: number, custom: string }} ReadCode */
/**
 * @typedef {{ code: ReadCode, inputs: number[], output: number, options: { kind: number, fields: Field[] },
 *   customOptions: Uint8Array }} ReadOperation
 */
/** @typedef {{ tensors: ReadTensor[], operations: ReadOperation[], input: number, outputs: number[] }} ReadGraph */

/** Kinds of the fields of an operator's options, by the operator's number; from TFLite's schema.fbs. @type {Record<number, Field[1][]>} */
const OPTIONS = {
  0: ['i8'], // ADD
  2: ['i32', 'i8'], // CONCATENATION
  3: ['i8', 'i32', 'i32', 'i8', 'i32', 'i32'], // CONV_2D
  4: ['i8', 'i32', 'i32', 'i32', 'i8', 'i32', 'i32'], // DEPTHWISE_CONV_2D
  6: [], // DEQUANTIZE
  17: ['i8', 'i32', 'i32', 'i32', 'i32', 'i8'], // MAX_POOL_2D
  18: ['i8'], // MUL
  19: [], // RELU
  22: [], // RESHAPE, whose shape is read off its output
  32: [], // CUSTOM
  34: [], // PAD
  45: ['i32', 'i32', 'i32', 'i32', 'i32'], // STRIDED_SLICE
  54: [], // PRELU
}

/** @param {Uint8Array} model @returns {ReadGraph} */
export function readGraph(model) {
  const view = new DataView(model.buffer, model.byteOffset, model.byteLength)
  const follow = (/** @type {number} */ at) => at + view.getUint32(at, true)
  const place = (/** @type {number} */ table, /** @type {number} */ field) => {
    const vtable = table - view.getInt32(table, true)
    const slot = 4 + 2 * field
    const offset = slot < view.getUint16(vtable, true) ? view.getUint16(vtable + slot, true) : 0
    return offset ? table + offset : 0
  }
  const number = (
    /** @type {number} */ table,
    /** @type {number} */ field,
    /** @type {'i8' | 'i32'} */ kind = 'i32',
  ) => {
    const at = place(table, field)
    return at ? (kind === 'i8' ? view.getInt8(at) : view.getInt32(at, true)) : 0
  }
  const target = (/** @type {number} */ table, /** @type {number} */ field) => {
    const at = place(table, field)
    return at ? follow(at) : 0
  }
  const bytes = (/** @type {number} */ table, /** @type {number} */ field) => {
    const at = target(table, field)
    return at ? model.subarray(at + 4, at + 4 + view.getUint32(at, true)) : new Uint8Array(0)
  }
  const text = (/** @type {number} */ table, /** @type {number} */ field) =>
    new TextDecoder().decode(bytes(table, field))
  const words = (/** @type {number} */ table, /** @type {number} */ field) => {
    const at = target(table, field)
    return Array.from({ length: at ? view.getUint32(at, true) : 0 }, (_, i) => at + 4 + 4 * i)
  }
  const numbers = (/** @type {number} */ table, /** @type {number} */ field) =>
    words(table, field).map((at) => view.getInt32(at, true))
  const tables = (/** @type {number} */ table, /** @type {number} */ field) => words(table, field).map(follow)

  const root = follow(0)
  const [subgraph, ...others] = tables(root, 2)
  if (!subgraph || others.length > 0) throw new Error('Models of one graph can be read here, and no others.')
  const buffers = tables(root, 4).map((buffer) => bytes(buffer, 0))
  const codes = tables(root, 1).map((code) => ({
    number: Math.max(number(code, 0, 'i8'), number(code, 3)),
    version: number(code, 2) || 1,
    custom: text(code, 1),
  }))
  const tensors = tables(subgraph, 0).map((tensor) => {
    const data = buffers[number(tensor, 2)]
    return {
      name: text(tensor, 3),
      shape: numbers(tensor, 0),
      type: number(tensor, 1, 'i8'),
      data: data && data.length > 0 ? data : undefined,
    }
  })
  const operations = tables(subgraph, 3).map((operation) => {
    const code = codes[number(operation, 0)]
    const [output, ...more] = numbers(operation, 2)
    const kinds = code && OPTIONS[code.number]
    if (!kinds || output === undefined || more.length > 0)
      throw new Error(`An operator of a kind not known here: ${JSON.stringify(code)}.`)
    const options = target(operation, 4)
    const fields = kinds.flatMap((kind, field) => {
      const value = options && kind !== 'f32' && kind !== 'offset' ? number(options, field, kind) : 0
      return value ? [/** @type {Field} */ ([field, kind, value])] : []
    })
    return {
      code,
      inputs: numbers(operation, 1),
      output,
      options: { kind: number(operation, 3, 'i8'), fields },
      customOptions: bytes(operation, 5),
    }
  })
  const [input] = numbers(subgraph, 1)
  return { tensors, operations, input: input ?? 0, outputs: numbers(subgraph, 2) }
}

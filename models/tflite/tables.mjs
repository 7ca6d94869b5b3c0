// The few flatbuffer moves that writing a .tflite takes. Offsets of 0 mean "not there", as in flatbuffers itself.

/** @typedef {import('flatbuffers').Builder} Builder */
/** @typedef {[field: number, kind: 'i8' | 'i32' | 'f32' | 'offset', value: number]} Field */

/**
 * One table; `fields` are numbered as in the schema. Values equal to the schema's default (0) are left out.
 * @param {Builder} builder @param {Field[]} fields
 */
export function table(builder, fields) {
  builder.startObject(Math.max(0, ...fields.map(([field]) => field)) + 1)
  for (const [field, kind, value] of fields) {
    if (kind === 'i8') builder.addFieldInt8(field, value, 0)
    else if (kind === 'i32') builder.addFieldInt32(field, value, 0)
    else if (kind === 'f32') builder.addFieldFloat32(field, value, 0)
    else builder.addFieldOffset(field, value, 0)
  }
  return builder.endObject()
}

/** @param {Builder} builder @param {number[]} offsets */
export const offsets = (builder, offsets) => vector(builder, offsets, (offset) => builder.addOffset(offset))

/** @param {Builder} builder @param {readonly number[]} values */
export const int32s = (builder, values) => vector(builder, values, (value) => builder.addInt32(value))

/** @param {Builder} builder @param {readonly number[]} values */
export const float32s = (builder, values) => vector(builder, values, (value) => builder.addFloat32(value))

/** @param {Builder} builder @param {readonly bigint[]} values */
export const int64s = (builder, values) => vector(builder, values, (value) => builder.addInt64(value), 8)

/**
 * Bytes in one copy, aligned to 16 as TFLite wants its weights. Builder.createByteVector would align them to 1.
 * @param {Builder} builder @param {Uint8Array} bytes
 */
export function alignedBytes(builder, bytes) {
  builder.startVector(1, bytes.length, 16)
  // @ts-expect-error -- `space` and `bb` are private in the types, yet createByteVector itself does just this
  builder.bb.bytes().set(bytes, (builder.space -= bytes.length))
  return builder.endVector()
}

/**
 * @template T
 * @param {Builder} builder @param {readonly T[]} values @param {(value: T) => void} add @param {number} size of one, in bytes
 */
function vector(builder, values, add, size = 4) {
  builder.startVector(size, values.length, size)
  for (const value of values.toReversed()) add(value)
  return builder.endVector()
}

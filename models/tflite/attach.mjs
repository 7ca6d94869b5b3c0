// Adds metadata to any .tflite without understanding its graph.
//
// Flatbuffer offsets are relative and point forward, so a new root table in front of the untouched old bytes may point
// into them. Only the two vectors that grow by one entry (buffers, metadata) are written anew.

/** Fields of `Model` in TFLite's schema.fbs. */
const VERSION = 0
const BUFFERS = 4
const METADATA = 6
const FIELDS = 8
const NAME = new TextEncoder().encode('TFLITE_METADATA')

/**
 * @param {Uint8Array} model
 * @param {Uint8Array} metadata
 * @returns {Uint8Array}
 */
export function attachMetadata(model, metadata) {
  const old = readRoot(model)
  const at = layOut(old, metadata.length)
  const out = new Uint8Array(at.end + model.length)
  const view = new DataView(out.buffer)
  const u16 = (/** @type {number} */ pos, /** @type {number} */ value) => view.setUint16(pos, value, true)
  const u32 = (/** @type {number} */ pos, /** @type {number} */ value) => view.setUint32(pos, value, true)
  const pointTo = (/** @type {number} */ pos, /** @type {number} */ target) => u32(pos, target - pos)

  out.set(model, at.end)
  u32(0, at.root)
  out.set(new TextEncoder().encode('TFL3'), 4)

  writeVtable(at.rootVtable, at.root, 4 + 4 * FIELDS)
  field(VERSION, (pos) => u32(pos, old.version))
  for (const kept of [1, 2, 3, 5, 7]) {
    const target = old.target(kept)
    if (target) field(kept, (pos) => pointTo(pos, target + at.end))
  }
  field(BUFFERS, (pos) => pointTo(pos, at.buffers))
  field(METADATA, (pos) => pointTo(pos, at.metadata))

  vector(at.buffers, [...old.buffers.map((target) => target + at.end), at.buffer])
  vector(at.metadata, [...old.metadata.map((target) => target + at.end), at.entry])

  writeVtable(at.entryVtable, at.entry, 12)
  u16(at.entryVtable + 4, 4)
  u16(at.entryVtable + 6, 8)
  pointTo(at.entry + 4, at.name)
  u32(at.entry + 8, old.buffers.length)
  bytes(at.name, NAME)

  writeVtable(at.bufferVtable, at.buffer, 8)
  u16(at.bufferVtable + 4, 4)
  pointTo(at.buffer + 4, at.data)
  bytes(at.data, metadata)
  return out

  /** @param {number} vtable @param {number} table @param {number} size of the table with its own first word */
  function writeVtable(vtable, table, size) {
    u16(vtable, table - vtable)
    u16(vtable + 2, size)
    view.setInt32(table, table - vtable, true)
  }
  /** @param {number} index @param {(pos: number) => void} write */
  function field(index, write) {
    u16(at.rootVtable + 4 + 2 * index, 4 + 4 * index)
    write(at.root + 4 + 4 * index)
  }
  /** @param {number} pos @param {number[]} targets */
  function vector(pos, targets) {
    u32(pos, targets.length)
    for (const [i, target] of targets.entries()) pointTo(pos + 4 + 4 * i, target)
  }
  /** @param {number} pos @param {Uint8Array} content */
  function bytes(pos, content) {
    u32(pos, content.length)
    out.set(content, pos + 4)
  }
}

/** @param {Uint8Array} model */
function readRoot(model) {
  const view = new DataView(model.buffer, model.byteOffset, model.byteLength)
  const root = view.getUint32(0, true)
  const vtable = root - view.getInt32(root, true)
  const place = (/** @type {number} */ index) => {
    const slot = 4 + 2 * index
    const offset = slot < view.getUint16(vtable, true) ? view.getUint16(vtable + slot, true) : 0
    return offset ? root + offset : 0
  }
  const follow = (/** @type {number} */ pos) => pos + view.getUint32(pos, true)
  const target = (/** @type {number} */ index) => (place(index) ? follow(place(index)) : 0)
  const targets = (/** @type {number} */ vector) => {
    const count = vector ? view.getUint32(vector, true) : 0
    return Array.from({ length: count }, (_, i) => follow(vector + 4 + 4 * i))
  }
  const version = place(VERSION) ? view.getUint32(place(VERSION), true) : 3
  return { version, target, buffers: targets(target(BUFFERS)), metadata: targets(target(METADATA)) }
}

/** Where everything goes: first the new root and what it adds, then, at `end`, the old file. */
function layOut(/** @type {ReturnType<typeof readRoot>} */ old, /** @type {number} */ metadataLength) {
  let next = 8
  const take = (/** @type {number} */ size, alignTo = 4) => {
    const pos = Math.ceil(next / alignTo) * alignTo
    next = pos + size
    return pos
  }
  return {
    rootVtable: take(4 + 2 * FIELDS),
    root: take(4 + 4 * FIELDS),
    buffers: take(4 + 4 * (old.buffers.length + 1)),
    metadata: take(4 + 4 * (old.metadata.length + 1)),
    entryVtable: take(8),
    entry: take(12),
    name: take(4 + NAME.length + 1),
    bufferVtable: take(8),
    buffer: take(8),
    // The bytes themselves, after their length, start at a multiple of 16.
    data: take(16 + metadataLength, 16) + 12,
    end: take(0, 64),
  }
}

/** Files in one, as models/make.mjs packs them: how long the list is, the list, then each file. Damaged, it is empty. */
export function unpack(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  if (bytes.length < 4) return new Map()
  const listed = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  const list = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + listed))) as [name: string, length: number][]
  let at = 4 + listed
  return new Map(list.map(([name, length]) => [name, bytes.subarray(at, (at += length))]))
}

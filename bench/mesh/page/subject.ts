/** One page's half of what is measured: the same for ours and for each peer, so that all do the same work. */
export type Subject = {
  /** Resolves when this page has everything the room holds. */
  live: Promise<void>
  /** The first page says that there is a room. */
  announce(): void
  /** How many other pages this one is linked with (a server counts as one). */
  links(): number
  /** Writes one small record, as an edit would. */
  write(key: string, value: Written): void
  /** What others wrote, as it becomes readable here. */
  onWritten(listener: (value: Written) => void): void
  /** Fills the room with records of 1 kB; `size` is how many of them are here. */
  fill(records: number): void
  size(): number
  /** From now on answers calls and hands out `BULK_BYTES` to the one page it is linked with. */
  serve(): Promise<void>
  /** Asks the page that serves for nothing, and has its answer. */
  call(): Promise<void>
  /** Asks it for a service, and has its answer; ours alone has services. */
  service?: () => Promise<void>
  /** Has `BULK_BYTES` of the page that serves. Undefined: no way to move so much. */
  fetchBulk: (() => Promise<void>) | undefined
  stop(): void
}
export type Written = { n: number; atMs: number }

export const BULK_BYTES = 50 << 20
export const recordOf1kB = () => ({ text: 'x'.repeat(1_000) })
/** Comparable between pages of one machine. */
export const nowMs = () => performance.timeOrigin + performance.now()

const sent = { messages: 0, bytes: 0 }
/** Counts what goes out over data channels and sockets, whoever sends it. */
export function countSending(): typeof sent {
  for (const prototype of [RTCDataChannel.prototype, WebSocket.prototype]) {
    const send = prototype.send as (data: unknown) => void
    Object.defineProperty(prototype, 'send', {
      value(this: unknown, data: string | ArrayBufferView | ArrayBuffer) {
        sent.messages += 1
        sent.bytes += typeof data === 'string' ? data.length : data.byteLength
        send.call(this, data)
      },
    })
  }
  return sent
}

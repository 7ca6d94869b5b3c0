/** Time as a thing that is handed in: tests turn it by hand. Each start returns its stop. */
export type Clock = {
  /** Milliseconds since 1970 by this device's own clock. */
  now(): number
  after(ms: number, run: () => void): () => void
  every(ms: number, run: () => void): () => void
}
/** Uniformly random bytes. */
export type Random = (length: number) => Uint8Array<ArrayBuffer>

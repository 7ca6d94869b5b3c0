/** Those who want to hear of something; `add` hands back its own stop. */
export type Listeners<T> = { add(listener: (value: T) => void): () => void; tell(value: T): void }

export function makeListeners<T>(): Listeners<T> {
  const all = new Set<(value: T) => void>()
  return {
    add(listener) {
      all.add(listener)
      return () => void all.delete(listener)
    },
    tell(value) {
      for (const listener of [...all]) listener(value)
    },
  }
}

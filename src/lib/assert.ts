/** States what we believe; a failure is a bug of ours, never bad input. */
export function assert(condition: unknown, belief: string): asserts condition {
  if (!condition) throw new Error(`Believed: ${belief}`)
}

/** Closes a switch over a union: adding a case stops the build here. */
export function unreachable(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}

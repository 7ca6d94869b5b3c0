import type { Sample } from './sample.ts'

/** Is it the same person on two pictures? Counted over all pairs of pictures. */
export type Verification = {
  /** Where as many of the same are refused as of others are accepted. */
  eer: number | null
  /** How many of the same are accepted where one of a thousand others is. */
  tarAtFar1e3: number | null
  genuinePairs: number
  impostorPairs: number
}

/** `distance` is smaller for what is more alike. */
export function verify<T>(samples: readonly Sample<T>[], distance: (a: T, b: T) => number): Verification {
  const genuine: number[] = []
  const impostor: number[] = []
  for (const [i, a] of samples.entries())
    for (const b of samples.slice(i + 1))
      (a.person === b.person ? genuine : impostor).push(distance(a.embedding, b.embedding))
  genuine.sort((a, b) => a - b)
  impostor.sort((a, b) => a - b)
  const comparable = genuine.length > 0 && impostor.length > 0
  return {
    eer: comparable ? equalErrorRate(genuine, impostor) : null,
    tarAtFar1e3: comparable ? acceptedAt(genuine, impostor, 1e-3) : null,
    genuinePairs: genuine.length,
    impostorPairs: impostor.length,
  }
}

/** Walks the thresholds upwards to where the two errors cross, and takes their mean there. Both lists are sorted. */
function equalErrorRate(genuine: readonly number[], impostor: readonly number[]): number {
  let accepted = 0
  for (const [i, threshold] of genuine.entries()) {
    while (accepted < impostor.length && (impostor[accepted] ?? 0) <= threshold) accepted++
    const falseAccepts = accepted / impostor.length
    const falseRejects = (genuine.length - i - 1) / genuine.length
    if (falseAccepts >= falseRejects) return (falseAccepts + falseRejects) / 2
  }
  return 1
}

/** The part of the genuine that is nearer than the impostors that may at most be accepted. Both lists are sorted. */
function acceptedAt(genuine: readonly number[], impostor: readonly number[], far: number): number {
  const firstRefused = impostor[Math.floor(impostor.length * far)] ?? Infinity
  return genuine.filter((value) => value < firstRefused).length / genuine.length
}

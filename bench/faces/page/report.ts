import type { OpenSet } from '../score/open-set.ts'
import type { Verification } from '../score/verification.ts'

export type Picture = { person: string; address: string }
export type Parts = { detect: number | null; embed: number | null; total: number }

export type Report = {
  verification: Verification
  openSet: Record<'1' | '3' | '5', OpenSet>
  /** Pictures in which no face was found, those that cannot be read included. */
  facesMissed: number
  msMedian: Parts
  msP90: Parts
}

export type Timing = { detect: number | null; embed: number | null; total: number }

/** Percentiles of each part, over the pictures with a face. */
export function percentile(timings: readonly Timing[], part: number): Parts {
  const of = (values: number[]) => {
    const sorted = values.toSorted((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  }
  const known = (key: 'detect' | 'embed') => timings.flatMap((timing) => timing[key] ?? [])
  const partOf = (key: 'detect' | 'embed') => (known(key).length > 0 ? of(known(key)) : null)
  return { detect: partOf('detect'), embed: partOf('embed'), total: of(timings.map(({ total }) => total)) }
}

/** Undefined where the file is no picture after all, or a damaged one. */
export async function readPicture({ address }: Picture): Promise<ImageBitmap | undefined> {
  const response = await fetch(address)
  return createImageBitmap(await response.blob()).catch(() => undefined)
}

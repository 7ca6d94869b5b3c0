import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the rooms that kit/made-room.ts keeps while the journeys run. */
    madeRooms: string
  }
}

/** Once for all files of a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'osmose-rooms-'))
  project.provide('madeRooms', folder)
  return () => rm(folder, { recursive: true, force: true })
}

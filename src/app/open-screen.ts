import type { Surroundings } from './device.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { KnownRoom, Memory } from './memory.ts'
import { openLock, type Lock } from './screen/lock.ts'
import { startScreen } from './screen/node.ts'
import type { ScreenNode } from './screen/screen-node.ts'

/** A screen with its lock, running. */
export type OpenScreen = { node: ScreenNode; lock: Lock }

/** A screen that this device is already: its room opens from disk, box or no box. */
export async function openScreen(around: Surroundings, memory: Memory, known: KnownRoom): Promise<Result<OpenScreen>> {
  const { introductions } = known.meta
  if (introductions === undefined) return err('store-corrupt')
  const store = await memory.storeOf(known.room)
  return ok(
    await lockScreen(
      around,
      memory,
      known,
      await startScreen({ around, room: known.room, keys: known.keys, store, introductions }),
    ),
  )
}

export async function lockScreen(
  around: Surroundings,
  memory: Memory,
  known: KnownRoom,
  node: ScreenNode,
): Promise<OpenScreen> {
  return {
    node,
    lock: await openLock({ clock: around.clock, store: await memory.storeOf(known.room), docs: node.docs }),
  }
}

import type { DeviceId } from '../../protocol/ids.ts'
import type { Outcome } from '../../ui/view.ts'
import type { Lock } from './lock.ts'
import type { ScreenNode } from './screen-node.ts'

/**
 * The recovery words, on a wall that is still there: after a lost PIN, a lost sole admin or a stolen first screen. They
 * ask for no PIN, since they outrank everybody who knows it. This screen comes before all others from now on, `out` are
 * taken out of the room with it, and the wall is unlocked.
 */
export async function bringWords(
  node: ScreenNode,
  lock: Lock,
  words: string,
  out: readonly DeviceId[],
): Promise<Outcome> {
  const { recoveryFrom } = await import('../../trust/words.ts')
  const recovery = await recoveryFrom(words)
  if (!recovery.ok) return `words-${recovery.error.type}`
  const fault = await node.recover(recovery.value.sign, out)
  if (fault === undefined) lock.unlock()
  return fault
}

import { toBase64url } from '../../lib/bytes.ts'
import type { Random } from '../../lib/clock.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import { addNote, devicesOf, show } from '../../room/commons.ts'
import type { RoomDocs } from '../../room/documents.ts'
import { showableFile } from '../../room/files.ts'
import type { Author } from '../../room/records.ts'
import { ruleById } from '../../room/rule-book.ts'
import type { Effect } from '../../room/rules.ts'
import { setSwitch } from '../../room/switches.ts'
import type { Surroundings } from '../device.ts'
import type { DrawFile } from './drawn-file.ts'

/** What rules do, once it is written down. Each deed hands back why it came to nothing. */
export function makeRuleDeeds(deps: {
  docs: () => RoomDocs
  author: Author
  random: Random
  say: Surroundings['say']
  drawFile: DrawFile
  /** Asks everybody to be recorded here, at that name's word. */
  record: (byName: string) => Promise<string | undefined>
}) {
  const { docs, author } = deps
  return { act, showFile, writer }

  async function act(id: string, effect: Effect): Promise<string | undefined> {
    const { commons } = docs()
    const by = writer(id)
    if (effect.do === 'file') return showFile(id, effect.text, () => true)
    if (effect.do === 'record') return deps.record(by.byName)
    if (effect.do === 'show') show(commons, 'all', { kind: 'text', text: effect.text, ...by }, author)
    if (effect.do === 'note') addNote(commons, toBase64url(deps.random(16)), { text: effect.text, ...by }, author)
    if (effect.do === 'lamp') setSwitch(commons, 'lamp', { on: effect.on, ...by }, author)
    if (effect.do === 'say') deps.say?.(effect.text)
    return undefined
  }

  /** A file that is gone, or cannot be drawn, shows nothing. */
  async function showFile(
    id: string,
    name: string,
    isWanted: () => boolean,
    appears?: string,
  ): Promise<string | undefined> {
    const file = showableFile(docs().commons, name)
    if (!file) return 'file-gone'
    const drawn = await deps.drawFile(file.id)
    if (!drawn.ok) return drawn.error
    if (!isWanted()) return undefined
    const picture = { kind: 'picture' as const, ...drawn.value, name: file.name.slice(0, 120), ...writer(id) }
    show(docs().commons, 'all', { ...picture, ...(appears !== undefined && { appears }) }, author)
    return undefined
  }

  /** Whoever wrote the rule answers for what it does. */
  function writer(id: string): { by: DeviceId; byName: string } {
    const by = ruleById(docs().residents, id)?.by ?? author.screen
    return { by, byName: devicesOf(docs().commons).get(by)?.name ?? '' }
  }
}

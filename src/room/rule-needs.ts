import type * as Y from 'yjs'
import type { DeviceId } from '../protocol/ids.ts'
import { devicesOf } from './commons.ts'
import { plain, showableFile } from './files.ts'
import { ownerOf, type Rule } from './rules.ts'

/** What a rule names and the room has not: until it comes, that part of the rule does nothing. */
export type RuleLack = { what: 'file' | 'screen'; name: string }

export function lackOf(commons: Y.Doc, rule: Rule, screens: readonly DeviceId[]): RuleLack | undefined {
  for (const effect of rule.effects)
    if (effect.do === 'file' && !showableFile(commons, effect.text)) return { what: 'file', name: effect.text }
  const owner = ownerOf(rule)
  return owner === undefined || screenNamed(commons, owner, screens) ? undefined : { what: 'screen', name: owner }
}

/** The screen of that name. Of two that are called alike every device picks the same. */
export const screenNamed = (commons: Y.Doc, name: string, screens: readonly DeviceId[]): DeviceId | undefined => {
  const names = devicesOf(commons)
  return screens.filter((screen) => plain(names.get(screen)?.name ?? '') === plain(name)).sort()[0]
}

import { shownAs, type DisplayTarget } from '../../room/commons.ts'
import type { RoomDocs } from '../../room/documents.ts'
import { turnTo } from '../../room/pages.ts'
import type { Author } from '../../room/records.ts'
import type { DrawFile } from './drawn-file.ts'

export type TurnPage = (target: DisplayTarget, to: number) => Promise<string | undefined>

/** Turns the PDF that is on display to another page, on every screen that shows it. */
export function makeTurnPage(deps: { docs: () => RoomDocs; author: Author; drawFile: DrawFile }): TurnPage {
  const commons = () => deps.docs().commons
  return async (target, to) => {
    const up = shownAs(commons(), target)
    if (up?.kind !== 'picture' || !up.page) return 'no-page'
    if (up.page.number === to) return undefined
    const drawn = await deps.drawFile(up.page.file, to)
    if (!drawn.ok) return drawn.error
    const { blob, page } = drawn.value
    // Meanwhile something else may have been put up: then there is nothing to turn any more.
    const now = shownAs(commons(), target)
    if (!page || now?.at !== up.at) return 'no-page'
    turnTo(commons(), target, { since: up.at, blob, page }, deps.author)
    return undefined
  }
}

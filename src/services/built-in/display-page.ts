import * as v from 'valibot'
import type { DisplayTarget } from '../../room/commons.ts'
import { isDisplay } from '../bounds.ts'
import { service } from '../service.ts'
import { display } from './display-show.ts'

/** Turns the PDF that is up to this page: a state, so that two who turn at once turn one page. */
export const displayPage = service({
  kind: 'display.page',
  version: 1,
  needs: 'display.show',
  withinMs: 20_000,
  args: v.object({ to: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)), display }),
  run({ docs, isFull, turnPage }, { to, display: on }) {
    if (!isDisplay(docs, on)) return 'unknown-ask'
    if (isFull()) return 'room-full'
    return turnPage(on as DisplayTarget, to)
  },
})

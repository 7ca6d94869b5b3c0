import * as v from 'valibot'
import { setBlank } from '../../room/blanks.ts'
import type { DisplayTarget } from '../../room/commons.ts'
import { isDisplay } from '../bounds.ts'
import { service } from '../service.ts'
import { display } from './display-show.ts'

/** Makes screens dark until somebody says otherwise, here or by a touch. What they show stays, and is not seen. */
export const displayBlank = service({
  kind: 'display.blank',
  version: 1,
  needs: 'display.show',
  args: v.object({ on: v.boolean(), display }),
  run({ docs, author }, { on, display: target }, { by: { by, byName } }) {
    if (!isDisplay(docs, target)) return 'unknown-ask'
    setBlank(docs.commons, target as DisplayTarget, { on, by, byName }, author)
    return undefined
  },
})

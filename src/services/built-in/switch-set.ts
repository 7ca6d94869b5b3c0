import * as v from 'valibot'
import { setSwitch, SWITCHES } from '../../room/switches.ts'
import { service } from '../service.ts'

/** Turns something of the room on or off. */
export const switchSet = service({
  kind: 'switch.set',
  version: 1,
  needs: 'service.call',
  args: v.object({ switch: v.picklist(SWITCHES), on: v.boolean() }),
  run({ docs, author }, { switch: id, on }, { by: { by, byName } }) {
    setSwitch(docs.commons, id, { on, by, byName }, author)
  },
})

import * as v from 'valibot'
import { putRecord, record } from '../../../src/room/records.ts'
import { service } from '../../../src/services/service.ts'

const watered = v.object({ byName: v.string() })
const SOON_MS = 6 * 3_600_000

/** Keeps that the plants were watered, and answers when they were before. */
export const plantsWater = service({
  kind: 'plants.water',
  version: 1,
  needs: 'service.call',
  args: v.object({ litres: v.pipe(v.number(), v.minValue(0.1), v.maxValue(10)) }),
  run({ docs: { commons }, author }, { litres }, { by }) {
    const before = record(commons, 'plants', 'last', watered)
    if (before && author.now() - before.at < SOON_MS) return 'plants-wet'
    putRecord(commons, 'plants', 'last', { litres, ...by }, author)
    return { answer: { beforeMs: before?.at ?? null } }
  },
})

import * as v from 'valibot'
import type { Result } from '../lib/result.ts'
import { counter, deviceId, parse, statementId } from '../protocol/shape.ts'

const adminLook = v.object({
  visits: v.array(
    v.object({
      device: deviceId,
      at: counter,
      until: counter,
      granted: v.array(v.object({ id: statementId, right: v.pipe(v.string(), v.maxLength(60)) })),
    }),
  ),
  screens: v.array(deviceId),
})

/**
 * What an admin's phone asks about before it changes anything of others: whose visit goes on (room time, ms), with the
 * grants that count for it, and which screens the one that answers sees.
 */
export type AdminLook = v.InferOutput<typeof adminLook>

export const parseAdminLook = (answer: unknown): Result<AdminLook> => parse(adminLook, answer)

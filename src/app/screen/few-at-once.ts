import { mayFetchMore } from '../../mesh/limits.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import type { CallContext } from '../../services/call.ts'

/** The same fetch, which refuses by its name what one phone asks for while too much of it is under way (M15). */
export function fewAtOnce(fetch: CallContext['fetchBlob']): CallContext['fetchBlob'] {
  const underWay = new Map<DeviceId, number>()
  return async (who, ...what) => {
    const others = underWay.get(who.device) ?? 0
    if (!mayFetchMore(others)) return 'too-many'
    underWay.set(who.device, others + 1)
    try {
      return await fetch(who, ...what)
    } finally {
      const left = (underWay.get(who.device) ?? 1) - 1
      if (left > 0) underWay.set(who.device, left)
      else underWay.delete(who.device)
    }
  }
}

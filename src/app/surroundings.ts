import { err } from '../lib/result.ts'
import { eventsWire, freshSocketWire, socketWire, startBoxClient } from '../mesh/box-client.ts'
import { makeOpenMedia } from '../mesh/rtc-media.ts'
import { makeOpenRelay } from '../mesh/relay.ts'
import { makeOpenRtc } from '../mesh/rtc.ts'
import { attachByYWebrtc } from '../mesh/y-webrtc.ts'
import { realClock, realRandom } from '../platform/clock.ts'
import { freshWindows } from '../platform/fresh-window.ts'
import { makeOpenMicrophone } from '../platform/recorder.ts'
import { freeBytes } from '../platform/persist.ts'
import { minuteOfDay } from '../platform/clock.ts'
import { isDrawable, readPicture } from '../platform/picture.ts'
import { watchRequests } from '../platform/requests.ts'
import { speakHere } from '../platform/speak.ts'
import type { Pages } from '../pdf/worker/client.ts'
import type { Surroundings } from './device.ts'

/** The real clock, chance, connections and box of this page. */
export function realSurroundings({ origin, hostname }: { origin: string; hostname: string }): Surroundings {
  const fresh = freshWindows()
  const box = startBoxClient({
    host: hostname,
    wires: [socketWire(origin), ...(fresh ? [freshSocketWire(origin, fresh)] : []), eventsWire(origin)],
    clock: realClock,
    random: realRandom,
  })
  let pages: Promise<Pages> | undefined
  const drawPage: Pages['draw'] = async (wanted) => {
    pages ??= import('./files/pages.ts').then(({ openPages }) => openPages({ clock: realClock, origin }))
    const ready = await pages.catch(() => undefined) // the box was away: asked for again the next time
    if (!ready) pages = undefined
    return ready?.draw(wanted) ?? err('pdf-no-reader')
  }
  return {
    clock: realClock,
    random: realRandom,
    box,
    origin,
    sees: true,
    attachBoard: attachByYWebrtc(box.stunUrls),
    freeBytes,
    readPicture,
    isDrawable,
    drawPage,
    say: speakHere,
    minuteOf: minuteOfDay,
    watchRequests,
    openMicrophone: makeOpenMicrophone({ clock: realClock }),
    openMedia: makeOpenMedia({ stunUrls: box.stunUrls, clock: realClock }),
    openRtc: makeOpenRtc({ stunUrls: box.stunUrls, clock: realClock }),
    openRelay: makeOpenRelay({ box, random: realRandom }),
  }
}

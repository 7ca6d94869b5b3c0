import { render } from 'solid-js/web'
import { openDoor, type Port } from './app/offer/door.ts'
import { createLook, langOf } from './app/look.ts'
import { createWatched } from './app/watched.ts'
import { realClock, realRandom } from './platform/clock.ts'
import { openOfferChannel } from './platform/offer-channel.ts'
import { OfferWindow } from './ui/offer/OfferWindow.tsx'
import { loadReasons, loadWords, Speak } from './ui/strings/index.ts'
import type { DoorView } from './ui/offer/view.ts'
import './ui/base.css'

/*
 * The page /offer.html, opened by a page of another origin on a member's laptop. It is small and apart from the app: the page
 * that opened it keeps a handle on this window, and here is nothing of the room for it to reach.
 */
const LOOK_MS = 500
const page = { root: document.documentElement, languages: navigator.languages, storage: localStorageOrNone() }
const channel = openOfferChannel()
const door = channel && openDoor({ channel, clock: realClock, random: realRandom })
const opener = window.opener as Window | null
const CANNOT: DoorView = {
  ...{ at: 'over', origin: '', room: undefined, offers: [] },
  ...{ reason: 'browser-old', mayAllow: false },
}

if (door && opener) {
  addEventListener('message', ({ source, origin, data, ports: [port] }) => {
    // The browser says which origin wrote it; from that window only, whatever else has a handle on this one.
    if (source === opener && origin !== location.origin) door.meet(origin, data, port as Port | undefined)
  })
  // Anybody may know that this window is one of ours: it says nothing more until a page of theirs has spoken.
  opener.postMessage('osmose offer window', '*')
}

if (door) {
  const look = () => door.see(document.visibilityState === 'visible' && document.hasFocus())
  for (const event of ['focus', 'blur', 'visibilitychange']) addEventListener(event, look)
  // Some browsers give a new window the focus without an event.
  realClock.every(LOOK_MS, look)
  look()
}

await loadWords(langOf(page))
await loadReasons(langOf(page))
const app = document.getElementById('app')
if (app)
  render(() => {
    const look = createLook(page)
    const view = door ? createWatched(door.view, [door.onChange]) : CANNOT
    return (
      <Speak lang={look.lang()}>
        <OfferWindow
          view={view}
          actions={{ allow: () => door?.allow(), refuse: () => door?.refuse(), stop: () => door?.stop() }}
        />
      </Speak>
    )
  }, app)

function localStorageOrNone(): Storage | undefined {
  try {
    return localStorage
  } catch {
    return undefined // forbidden in some private modes
  }
}

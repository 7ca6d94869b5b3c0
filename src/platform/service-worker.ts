const SCRIPT = '/sw.js'
const CHECK_EVERY_MS = 3_600_000
const LOOK_EVERY_MS = 1_000

/** `unavailable`: no offline start here, all else works. `waiting`: a newer release waits for an idle moment. */
export type ServiceWorkerState = 'unavailable' | 'installing' | 'ready' | 'waiting'

type App = {
  /** Asked every second while a newer release waits: would a reload interrupt anybody? */
  readonly isIdle: () => boolean
  readonly onState: (state: ServiceWorkerState) => void
}

/** Keeps the app's files on this device and up to date, unattended. Returns its stop. */
export function startServiceWorker(app: App): () => void {
  // Absent on plain http. A development server's files change too often to be kept.
  const container = (navigator as Partial<Navigator>).serviceWorker
  if (container && !import.meta.env.DEV) return keepUpToDate(container, app)
  app.onState('unavailable')
  return () => {}
}

function keepUpToDate(container: ServiceWorkerContainer, app: App): () => void {
  const ended = new AbortController()
  let registration: ServiceWorkerRegistration | undefined
  let hasAsked = false
  let said: ServiceWorkerState = 'installing'
  // The first worker of all takes over a page of its own release: only a worker in place of another outdates the page.
  let hadWorker = container.controller !== null
  let isOutdated = false

  const look = () => {
    if (ended.signal.aborted || !hasAsked) return
    const state = stateOf(registration)
    if (state !== said) app.onState((said = state))
    const newer = registration?.active ? registration.waiting : null
    if (!(isOutdated || newer) || !app.isIdle()) return
    if (isOutdated) {
      stop()
      location.reload()
    } else {
      // Also where this page was loaded past its worker, by a forced reload.
      hadWorker = true
      newer?.postMessage('skip-waiting')
    }
  }

  const check = async () => {
    try {
      // Again each time: a first install that failed leaves no registration behind to update.
      registration = await container.register(SCRIPT, { updateViaCache: 'none' })
      if (!registration.installing) await registration.update()
    } catch {
      // Refused after a certificate warning, or the box is away: what is installed, if anything, goes on working.
    }
    hasAsked = true
    look()
  }

  app.onState(said)
  const every = setInterval(look, LOOK_EVERY_MS)
  const checkEvery = setInterval(() => void check(), CHECK_EVERY_MS) // check never rejects
  const onTakeOver = () => {
    isOutdated = hadWorker
    hadWorker = true
    look()
  }
  container.addEventListener('controllerchange', onTakeOver, ended)
  document.addEventListener('visibilitychange', () => document.hidden || void check(), ended) // check never rejects
  void check() // check never rejects

  function stop(): void {
    clearInterval(every)
    clearInterval(checkEvery)
    ended.abort()
  }
  return stop
}

function stateOf(registration: ServiceWorkerRegistration | undefined): ServiceWorkerState {
  if (registration?.active) return registration.waiting ? 'waiting' : 'ready'
  return registration?.installing || registration?.waiting ? 'installing' : 'unavailable'
}

import type { offerTo as OfferTo, Field, Offering, Service } from './types.ts'

/*
 * Osmose's client for pages of other origins: it offers what a page can do to the room that a member's browser is in. It stands
 * alone, so that a page can take a copy of it, and asks nothing of anybody but the window that it opens.
 */

/** Put in by the build. */
declare const OSMOSE_VERSION: string
export const VERSION = OSMOSE_VERSION

/** Of what page and window say to each other: protocol/page-offers.ts. */
const PAGE_VERSION = 1
const ANSWER_LETTERS = 16_000
const LOOK_MS = 500

export class OfferRefused extends Error {
  readonly reason: string
  constructor(reason: string) {
    super(`The room did not take it: ${reason}`)
    this.name = 'OfferRefused'
    this.reason = reason
  }
}

export const offerTo: typeof OfferTo = (box) => {
  const { origin } = new URL(box)
  const opened = open(`${origin}/offer.html`, '_blank', 'popup,width=480,height=640')
  if (!opened) return Promise.reject(new OfferRefused('window-blocked'))
  return new Promise((resolve, reject) => {
    let offering: ReturnType<typeof offerBy> | undefined
    const stopLooking = whenClosed(opened, () => finish('window-closed'))
    addEventListener('message', hear)

    function hear({ source, origin: from, data }: MessageEvent<unknown>) {
      // Only that window, while the box is in it: another page there would be told what we offer.
      if (source !== opened || from !== origin || data !== 'osmose offer window') return
      // A window that was loaded anew knows nothing of what the person said in it before.
      if (offering) return finish('window-closed')
      const { port1, port2 } = new MessageChannel()
      opened?.postMessage({ osmose: 'hello', version: PAGE_VERSION }, origin, [port2])
      offering = offerBy(port1, stop)
      resolve(offering)
    }

    function finish(reason: string) {
      stop()
      reject(new OfferRefused(reason))
      offering?.finish(reason)
    }

    function stop() {
      stopLooking()
      removeEventListener('message', hear)
    }
  })
}

type Waiting = { resolve(): void; reject(refused: OfferRefused): void }

function offerBy(port: MessagePort, onOver: () => void): Offering & { finish(reason: string): void } {
  const services = new Map<string, Service>()
  const waiting = new Map<string, Waiting>()
  const running = new Map<string, AbortController>()
  let end: (reason: string) => void = () => {}
  let isOver = false
  const over = new Promise<string>((resolve) => (end = resolve))
  const say = (said: object) => port.postMessage(JSON.stringify(said))
  const leave = () => say({ say: 'bye' })
  addEventListener('pagehide', leave)
  port.onmessage = ({ data }) => hear(JSON.parse(data as string) as Said)

  return {
    over,
    finish,
    offer(service) {
      const { kind, version, title, withinMs, args = {} } = service
      if (isOver) return Promise.reject(new OfferRefused('window-closed'))
      const offer = { kind, version, fields: fieldsOf(args), ...(title && { title }), ...(withinMs && { withinMs }) }
      return new Promise((resolve, reject) => {
        waiting.get(kind)?.reject(new OfferRefused('offered-again'))
        waiting.set(kind, { resolve, reject })
        services.set(kind, service as unknown as Service)
        say({ say: 'offer', offer })
      })
    },
    withdraw(kind) {
      services.delete(kind)
      say({ say: 'withdraw', kind })
    },
    close() {
      leave()
      finish('closed')
    },
  }

  function hear(said: Said) {
    if (said.say === 'call') void run(said)
    if (said.say === 'cancel') running.get(said.call)?.abort()
    if (said.say === 'stands') settle(said.kind, said.reason)
    if (said.say === 'malformed') for (const kind of waiting.keys()) settle(kind, 'malformed')
    if (said.say === 'over') finish(said.reason)
  }

  async function run({ call, kind, args }: Extract<Said, { say: 'call' }>) {
    const wanted = new AbortController()
    running.set(call, wanted)
    try {
      const answer = (await services.get(kind)?.run(args, { signal: wanted.signal })) ?? null
      if (JSON.stringify(answer).length > ANSWER_LETTERS)
        throw new Error(`An answer is ${ANSWER_LETTERS} letters of JSON`)
      say({ say: 'answer', call, value: answer })
    } catch (fault) {
      // The caller is told that it failed; the reason is for whoever looks after this page.
      say({ say: 'answer', call })
      reportError(fault)
    } finally {
      running.delete(call)
    }
  }

  function settle(kind: string, reason: string | undefined) {
    const one = waiting.get(kind)
    waiting.delete(kind)
    if (reason === undefined) one?.resolve()
    else one?.reject(new OfferRefused(reason))
  }

  function finish(reason: string) {
    if (isOver) return
    isOver = true
    onOver()
    removeEventListener('pagehide', leave)
    for (const kind of [...waiting.keys()]) settle(kind, reason)
    for (const one of running.values()) one.abort()
    port.close()
    end(reason)
  }
}

/** What the window says. */
type Said =
  | { say: 'call'; call: string; kind: string; args: Record<string, never> }
  | { say: 'cancel'; call: string }
  | { say: 'stands'; kind: string; reason?: string }
  | { say: 'malformed' }
  | { say: 'over'; reason: string }

const fieldsOf = (args: Record<string, Field>) => Object.entries(args).map(([name, field]) => ({ name, ...field }))

/** No event tells a page that a window it opened was closed. */
function whenClosed(opened: Window, run: () => void): () => void {
  const every = setInterval(() => {
    if (!opened.closed) return
    clearInterval(every)
    run()
  }, LOOK_MS)
  return () => clearInterval(every)
}

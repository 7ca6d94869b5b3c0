import { openDoor, type Port } from '../../src/app/offer/door.ts'
import { startOffering } from '../../src/app/phone/offering.ts'
import type { OfferChannel } from '../../src/platform/offer-channel.ts'
import { PAGE_VERSION } from '../../src/protocol/page-offers.ts'
import type { Phone } from './people.ts'

/** A member's browser: the tab that is in the room, and pages of other origins with their offer windows. */
export function browserOf(member: Phone) {
  const listeners = new Set<{ hear: (data: unknown) => void }>()
  const held = new Map<string, Promise<void>>()
  const { clock, random } = member.around()
  let stopTab = () => {}
  return { openTab, closeTab: () => stopTab(), openPage }

  /** As BroadcastChannel and Web Locks: everybody but who speaks hears it, a moment later. */
  function channel(): OfferChannel {
    const own = new Set<{ hear: (data: unknown) => void }>()
    return {
      say(said) {
        const copy = JSON.stringify(said)
        for (const one of listeners)
          if (!own.has(one)) queueMicrotask(() => listeners.has(one) && one.hear(JSON.parse(copy)))
      },
      onSaid(hear) {
        const one = { hear }
        own.add(one)
        listeners.add(one)
        return () => void listeners.delete(one)
      },
      hold(name) {
        let letGo = () => {}
        held.set(name, new Promise((resolve) => (letGo = resolve)))
        return letGo
      },
      gone: (name) => held.get(name) ?? Promise.resolve(),
    }
  }

  function openTab() {
    stopTab = startOffering({ node: member.node(), channel: channel(), clock, random })
  }

  /** A page that keeps what it is told, and does by `run` what it is called for; without it, it hangs. */
  function openPage({
    origin = 'https://slides.example',
    run,
    hello = { osmose: 'hello', version: PAGE_VERSION },
  }: {
    origin?: string
    run?: (args: unknown) => unknown
    hello?: object
  } = {}) {
    const told: { say: string; [key: string]: unknown }[] = []
    const port: Port = {
      onmessage: null,
      close: () => void told.push({ say: 'closed' }),
      postMessage(text) {
        const said = JSON.parse(text) as (typeof told)[number]
        told.push(said)
        if (said.say === 'call' && run) say({ say: 'answer', call: said['call'], value: run(said['args']) })
      },
    }
    const door = openDoor({ channel: channel(), clock, random })
    door.see(true)
    door.meet(origin, hello, port)
    return { door, told, say, sayText: (text: unknown) => port.onmessage?.({ data: text }) }

    function say(said: object) {
      queueMicrotask(() => port.onmessage?.({ data: JSON.stringify(said) }))
    }
  }
}

export const slides = (more: object = {}) => ({
  say: 'offer',
  offer: { kind: 'slides.turn', version: 1, title: 'Turn the slides', fields: [{ name: 'by', is: 'number' }], ...more },
})

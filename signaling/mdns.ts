import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { getResponder } from '@homebridge/ciao'

/** Makes the box findable as NAME.local. Without it the box works, by its addresses. */
export function announceName({ name, port, say }: Announcement): () => Promise<void> {
  let stopped = false
  const announced = start()
  return async () => {
    stopped = true
    await (await announced)?.shutdown().catch(() => undefined) // leaving quietly is as good as a goodbye
  }

  async function start() {
    // Asked beforehand, because ciao prints what went wrong and says nothing to us.
    if (!(await mayListen())) say(`${name}.local cannot be announced here: use an address, or --no-mdns.`)
    else if (!stopped) return announce()
    return undefined
  }

  function announce() {
    const responder = getResponder()
    // Without a text record ciao 1.3.12 takes its own announcement for a rival's, and starts over for ever.
    const kind = { type: 'osmose', txt: { path: '/' } }
    const service = responder.createService({ name: `Osmose ${name}`, hostname: name, port, ...kind })
    // A name with a number would be new to every tablet, so it is reported, not used.
    service.on('hostname-change', () =>
      say(`Another device already answers to ${name}.local: give this box a name of its own with --name.`),
    )
    service.advertise().catch(() => {
      if (!stopped) say(`${name}.local could not be announced: use an address, or --no-mdns.`)
    })
    return responder
  }
}

type Announcement = { name: string; port: number; say(sentence: string): void }

async function mayListen(): Promise<boolean> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true })
  try {
    socket.bind(5353)
    await once(socket, 'listening')
    return true
  } catch {
    return false // whatever is in the way, the answer is no
  } finally {
    socket.close()
  }
}

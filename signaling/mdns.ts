import { getResponder } from '@homebridge/ciao'

/** Makes the box findable as NAME.local. Without it the box works, by its addresses. */
export function announceName(name: string, port: number, say: (sentence: string) => void): () => void {
  const responder = getResponder()
  // Without a text record ciao 1.3.12 takes its own announcement for a rival's, and starts over for ever.
  const kind = { type: 'osmose', txt: { path: '/' } }
  const service = responder.createService({ name: `Osmose ${name}`, hostname: name, port, ...kind })
  // A name with a number would be new to every tablet, so it is reported, not used.
  service.on('hostname-change', () =>
    say(`Another device already answers to ${name}.local: give this box a name of its own with --name.`),
  )
  // Both end early where the box is stopped at once, and leaving quietly is as good as a goodbye.
  service.advertise().catch(() => undefined)
  return () => void responder.shutdown().catch(() => undefined)
}

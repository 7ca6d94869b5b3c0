const NAME = 'osmose-offers'

/** Between the tab that is in a room and the offer windows of this browser. Nobody of another origin hears it, or speaks on it. */
export type OfferChannel = {
  say(said: object): void
  onSaid(listener: (data: unknown) => void): () => void
  /** Held until it is let go, or until this page is gone, however it went. */
  hold(name: string): () => void
  /** Resolves when nobody holds it any more. No timer is needed, which a hidden page would have to wait for. */
  gone(name: string): Promise<void>
}

/** Undefined where the browser cannot. */
export function openOfferChannel(): OfferChannel | undefined {
  const { locks } = navigator as Partial<Navigator>
  if (!locks || typeof BroadcastChannel === 'undefined') return undefined
  const channel = new BroadcastChannel(NAME)
  const lockOf = (name: string) => `${NAME} ${name}`
  return {
    say: (said) => channel.postMessage(said),
    onSaid(listener) {
      const hear = (event: MessageEvent<unknown>) => listener(event.data)
      channel.addEventListener('message', hear)
      return () => channel.removeEventListener('message', hear)
    },
    hold(name) {
      let letGo = () => {}
      const held = new Promise<void>((resolve) => (letGo = resolve))
      void locks.request(lockOf(name), () => held)
      return letGo
    },
    gone: (name) => locks.request(lockOf(name), () => undefined),
  }
}

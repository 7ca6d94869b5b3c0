/** A window of this page's origin and policy, in which names are asked for anew. */
export type FreshWindow = { WebSocket: typeof WebSocket; close(): void }

/**
 * Chromium remembers for a minute which address a name had, and a page cannot make it ask again; but a credentialless frame
 * has a memory of its own, once something is in it: an empty one asks as its page does. Undefined where the browser has no such frames.
 */
export const freshWindows = (): (() => Promise<FreshWindow>) | undefined =>
  'credentialless' in HTMLIFrameElement.prototype ? openFreshWindow : undefined

async function openFreshWindow(): Promise<FreshWindow> {
  const frame = Object.assign(document.createElement('iframe'), { credentialless: true, srcdoc: '', hidden: true })
  const close = () => frame.remove()
  await new Promise<unknown>((resolve) => {
    frame.onload = resolve
    document.body.append(frame)
  })
  const inside = frame.contentWindow as (Window & Pick<FreshWindow, 'WebSocket'>) | null
  if (!inside) throw new Error('The frame was taken away')
  return { WebSocket: inside.WebSocket, close }
}

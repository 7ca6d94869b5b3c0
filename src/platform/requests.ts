/**
 * Tells of each request this page made to another origin: the bytes of its address and of what came back, as far as the
 * browser says them. There should be none; the browser itself counts, so that nothing of ours could forget to. Returns its stop.
 */
export function watchRequests(onRequest: (bytes: number) => void): () => void {
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!/^(?:https?|wss?):/.test(entry.name) || new URL(entry.name).host === location.host) continue
      const { transferSize } = entry as PerformanceResourceTiming
      onRequest(entry.name.length + transferSize)
    }
  })
  observer.observe({ type: 'resource', buffered: true })
  return () => observer.disconnect()
}

/** Tells when the page came back from sleep or from behind another. Returns its stop. */
export function onWake(run: () => void): () => void {
  const look = () => document.visibilityState === 'visible' && run()
  document.addEventListener('visibilitychange', look)
  window.addEventListener('online', run)
  window.addEventListener('pageshow', run)
  return () => {
    document.removeEventListener('visibilitychange', look)
    window.removeEventListener('online', run)
    window.removeEventListener('pageshow', run)
  }
}

/** Hands over what stands behind `#` and erases it from the address and the history at once: it is secret. */
export function takeFragment(): string {
  const { hash } = location
  if (hash) history.replaceState(null, '', location.pathname + location.search)
  return hash
}

/** A link opened in this same page (a scan while the app is in front). */
export function onFragment(run: (fragment: string) => void): () => void {
  const take = () => {
    const fragment = takeFragment()
    if (fragment) run(fragment)
  }
  window.addEventListener('hashchange', take)
  return () => window.removeEventListener('hashchange', take)
}

/** Keeps a wall's display on while the page is visible; the browser drops the lock whenever it is hidden. Returns its stop. */
export function keepAwake(): () => void {
  const wakeLock = (navigator as Partial<Navigator>).wakeLock
  if (!wakeLock) return () => undefined
  let held: WakeLockSentinel | undefined
  let stopped = false
  const take = async () => {
    if (stopped || document.visibilityState !== 'visible') return
    // Refused on low battery: the display then sleeps by the tablet's own settings, and we ask again when it wakes.
    held = await wakeLock.request('screen').catch(() => undefined)
  }
  const look = () => void take()
  document.addEventListener('visibilitychange', look)
  void take()
  return () => {
    stopped = true
    document.removeEventListener('visibilitychange', look)
    void held?.release()
  }
}

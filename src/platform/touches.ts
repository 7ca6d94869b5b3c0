/** Tells of every touch and key, wherever on the page. Returns its stop. */
export function onTouch(run: () => void): () => void {
  const kinds = ['pointerdown', 'keydown', 'input'] as const
  for (const kind of kinds) window.addEventListener(kind, run, { capture: true, passive: true })
  return () => {
    for (const kind of kinds) window.removeEventListener(kind, run, { capture: true })
  }
}

/** Nobody can see the page: behind another, or the device sleeps. */
export const isHidden = (): boolean => document.visibilityState === 'hidden'

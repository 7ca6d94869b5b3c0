import type { SetupView } from '../ui/view.ts'

/** How this page was reached: the origin is a device's memory, and decides what visitors will meet. */
export function addressOf(at: { protocol: string; hostname: string; host: string }): SetupView['address'] {
  const bare = /^[\d.]+$|^\[/.test(at.hostname)
  const local = at.hostname === 'localhost' || /(\.local|\.lan|\.internal|\.test|\.home\.arpa)$/.test(at.hostname)
  return {
    host: at.host,
    secure: at.protocol === 'https:' || at.hostname === 'localhost',
    stableName: !bare,
    certificate: at.protocol !== 'https:' ? 'none' : bare || local ? 'private' : 'public',
  }
}

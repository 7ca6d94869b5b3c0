import type { SetupView } from '../ui/setup/view.ts'

/** How this page was reached: the origin is a device's memory, and decides what visitors will meet. */
export function addressOf(at: { protocol: string; hostname: string; host: string }): SetupView['address'] {
  const bare = /^[\d.]+$|^\[/.test(at.hostname)
  const local = at.hostname === 'localhost' || /(\.local|\.lan|\.internal|\.test|\.home\.arpa)$/.test(at.hostname)
  return {
    host: at.host,
    secure: at.protocol === 'https:' || at.hostname === 'localhost',
    stableName: !bare,
    certificate:
      at.hostname === 'localhost' ? 'here' : at.protocol !== 'https:' ? 'none' : bare || local ? 'private' : 'public',
  }
}

/** The origin that a person typed for phones, or undefined where phones could not use it. */
export function phoneOriginFrom(typed: string): string | undefined {
  const text = /^https?:\/\//i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isUsable = url && url.hostname !== '' && (url.protocol === 'https:' || url.hostname === 'localhost')
  return isUsable ? url.origin : undefined
}

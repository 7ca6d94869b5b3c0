import { makeListeners } from '../lib/listeners.ts'
import type { Link } from './link.ts'

/** What the screens' microphones hear now, by name, told to each other as it begins and ends and forgotten with the link. Never stored (M27). */
export function makeHeardBook() {
  const heard = new Map<Link, readonly string[]>()
  const links = new Set<Link>()
  const changes = makeListeners<void>()
  let mine: readonly string[] = []

  return {
    attach(link: Link) {
      if (link.peer.role !== 'screen') return
      links.add(link)
      link.onMessage((message) => {
        if (message.type !== 'heard') return
        heard.set(link, message.sounds)
        changes.tell()
      })
      link.onClose(() => {
        links.delete(link)
        if (heard.delete(link)) changes.tell()
      })
      if (mine.length > 0) link.send({ type: 'heard', sounds: [...mine] })
    },
    /** What this screen hears. Told only where it differs. */
    say(sounds: readonly string[]) {
      if (sounds.join() === mine.join()) return
      mine = sounds
      for (const link of links) link.send({ type: 'heard', sounds: [...mine] })
      changes.tell()
    },
    /** What any of them hears, each sound once. */
    all: (): readonly string[] => [...new Set([...mine, ...[...heard.values()].flat()])].sort(),
    onChange: changes.add,
  }
}
export type HeardBook = ReturnType<typeof makeHeardBook>

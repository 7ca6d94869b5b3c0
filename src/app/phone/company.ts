import { makeListeners } from '../../lib/listeners.ts'
import type { Link } from '../../mesh/link.ts'
import type { CompanySaid } from '../../mesh/seen.ts'

/** What this phone's screens say of who is here by face. Of two, the home's word; a lost screen's last word of a pause stands. */
export function makePhoneCompany(home: () => Link | undefined) {
  const heard = new Map<Link, CompanySaid>()
  const changes = makeListeners<void>()
  let last: CompanySaid = NOBODY
  return {
    attach(link: Link) {
      link.onMessage((message) => {
        if (message.type !== 'company' || link.peer.role !== 'screen') return
        heard.set(link, message)
        changes.tell()
      })
      link.onClose(() => {
        heard.delete(link)
        changes.tell()
      })
    },
    said(): CompanySaid {
      const at = home()
      const said = (at && heard.get(at)) ?? [...heard.values()][0]
      if (said) last = said
      // With no screen to ask, nobody is known to be here; but what was hidden stays hidden.
      return said ?? { ...NOBODY, paused: last.paused }
    },
    onChange: changes.add,
  }
}
export type PhoneCompany = ReturnType<typeof makePhoneCompany>

const NOBODY: CompanySaid = { people: [], someone: 0, paused: false }

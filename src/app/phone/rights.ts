import { makeListeners } from '../../lib/listeners.ts'
import type { Link } from '../../mesh/link.ts'
import { visitorsMayOf } from '../../room/commons.ts'
import type { PhoneNode } from './phone-node.ts'

/**
 * Whether the list of services is drawn: what the room lets anybody on this phone do with them. The screen decides when it is
 * asked (trust/authorize.ts), where a service needs what showing needs.
 */
export const drawsServices = (node: Pick<PhoneNode, 'role' | 'granted' | 'documents'>): boolean =>
  node.role === 'member' || visitorsMayOf(node.documents.get('commons')).show || node.granted().has('display.show')

/**
 * What an admin granted this visitor, as its home screen says. For drawing only, so any words will do: the screen decides
 * when it is asked, and a phone loads none of its rules.
 */
export function makePhoneRights(home: () => Link | undefined) {
  const heard = new WeakMap<Link, ReadonlySet<string>>()
  const changes = makeListeners<void>()
  return {
    attach(link: Link) {
      link.onMessage((message) => {
        if (message.type !== 'rights' || link.peer.role !== 'screen') return
        heard.set(link, new Set(message.granted))
        changes.tell()
      })
    },
    granted(): ReadonlySet<string> {
      const at = home()
      return (at && heard.get(at)) ?? NONE
    },
    onChange: changes.add,
  }
}

const NONE: ReadonlySet<string> = new Set()

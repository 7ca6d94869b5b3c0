import * as Y from 'yjs'
import type { ServiceHost } from '../../src/services/service.ts'
import { named } from '../trust/people.ts'

/** A screen for services to run on, with nothing but its documents; `more` is what a test looks at. */
export function hostOf(commons: Y.Doc, now: () => number, more: Partial<ServiceHost> = {}): ServiceHost {
  const me = named('hall')
  return {
    me,
    docs: { commons, residents: new Y.Doc() },
    author: { screen: me, now },
    isFull: () => false,
    nameOf: () => 'Mia',
    showFile: async () => 'file-gone',
    turnPage: async () => 'no-page',
    files: { put: async () => undefined },
    sounds: { play: () => {}, say: () => {} },
    look: () => undefined,
    identify: async () => ({ ok: false, error: 'faces-off' }),
    onLook: () => () => {},
    ...more,
  }
}

import { assert } from '../../lib/assert.ts'
import type { Clock, Random } from '../../lib/clock.ts'
import { makeListeners } from '../../lib/listeners.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Link } from '../../mesh/link.ts'
import type { Topic } from '../../mesh/introductions.ts'
import { encodeJoin, FINGERPRINT_BYTES } from '../../trust/join-link.ts'
import { keyFingerprint } from '../../trust/keys.ts'
import type { LiveInvitation } from '../../trust/judge.ts'
import { topicOf } from '../../trust/topics.ts'
import { INVITATION_MS } from './codes.ts'
import type { TypedCodes } from './typed.ts'
import type { DeviceId } from '../../protocol/ids.ts'

type Kind = 'screen' | 'member'
export type PairingState =
  | { at: 'inviting'; kind: Kind; admin: boolean; url: string; digits: string; expiresAtMs: number }
  | { at: 'comparing'; kind: Kind; sas: string; theirs: string }
  | { at: 'waiting'; kind: Kind }
  | { at: 'failed'; kind: Kind; reason: string }
  | { at: 'done'; kind: Kind; name: string }

/** One pairing at a time on one wall: a single-use invitation, then two people compare six digits. */
export type Pairing = {
  state(): PairingState | undefined
  invite(kind: Kind, admin: boolean): Promise<void>
  /** Whoever follows the invitation will be an admin, or not. Once somebody has followed it, this is settled. */
  setAdmin(admin: boolean): void
  /** A newcomer has shaken hands on our invitation. */
  greet(link: Link): void
  /** The newcomer says what it calls itself. */
  named(link: Link, name: string): void
  /** The newcomer's person tapped "They match"; answers once ours has too. */
  newcomerMatches(link: Link, name: string): Promise<Result<unknown>>
  answer(match: boolean): void
  end(): void
  invitations(): readonly LiveInvitation[]
  topics(): readonly Topic[]
  onChange(listener: () => void): () => void
}

export function makePairing(deps: {
  clock: Clock
  random: Random
  device: DeviceId
  origin: (kind: Kind) => string
  /** Digits to type instead of scanning; see typed.ts. */
  offerTyped: TypedCodes['offer']
  /** Adds the newcomer to the roster and hands over what it needs to belong to the room. */
  admit: (link: Link, kind: Kind, admin: boolean, name: string) => Promise<unknown>
}): Pairing {
  const changes = makeListeners<void>()
  let state: PairingState | undefined
  let invitation: (LiveInvitation & { topic: Topic }) | undefined
  /** The same invitation under the code that typed digits made. */
  let typedInvitation: (LiveInvitation & { topic: Topic }) | undefined
  /** The last one that let somebody in, kept to tell whoever follows it later that it was used, not that it ran out. */
  let spent: (LiveInvitation & { topic: Topic }) | undefined
  let stopTyped = () => {}
  let newcomer: Link | undefined
  let iMatch = false
  let theyMatch: { name: string; settle: (answer: Result<unknown>) => void } | undefined
  let stopExpiry = () => {}

  return {
    state: () => state,
    async invite(kind, admin) {
      end()
      const code = deps.random(16)
      const expiresAtMs = deps.clock.now() + INVITATION_MS
      const mine = { code, role: kind, admin, goodUntilMs: expiresAtMs, used: false, topic: await topicOf(code) }
      invitation = mine
      const typed = await deps.offerTyped(kind, async (typedCode) => {
        if (invitation !== mine) return
        typedInvitation = { ...mine, code: typedCode, topic: await topicOf(typedCode) }
        changes.tell()
      })
      stopTyped = typed.stop
      stopExpiry = deps.clock.after(INVITATION_MS, () => fail('code-expired'))
      const fingerprint = await keyFingerprint(deps.device, FINGERPRINT_BYTES.invited)
      assert(fingerprint, 'our own device id is a key')
      become({
        at: 'inviting',
        kind,
        admin,
        url: encodeJoin(deps.origin(kind), { as: 'invited', role: kind, code, fingerprint }),
        digits: typed.digits,
        expiresAtMs,
      })
    },
    setAdmin(admin) {
      if (!invitation || state?.at !== 'inviting') return
      invitation.admin = admin
      become({ ...state, admin })
    },
    greet(link) {
      if (!invitation || newcomer) return link.close('too-many')
      invitation.used = true
      if (typedInvitation) typedInvitation.used = true
      stopExpiry()
      newcomer = link
      link.onClose((reason) => {
        if (newcomer === link && state?.at !== 'done')
          fail(reason === 'bye' ? (link.byeReason() ?? 'timeout') : 'timeout')
      })
      become({ at: 'comparing', kind: invitation.role, sas: link.sas, theirs: '' })
    },
    named(link, name) {
      if (link === newcomer && state?.at === 'comparing') become({ ...state, theirs: name })
    },
    newcomerMatches(link, name) {
      if (link !== newcomer || theyMatch) return Promise.resolve(err('code-used'))
      return new Promise((settle) => {
        theyMatch = { name, settle }
        void settleIfBoth()
      })
    },
    answer(match) {
      if (!newcomer || !invitation) return
      if (!match) return fail('differ')
      iMatch = true
      become({ at: 'waiting', kind: invitation.role })
      void settleIfBoth()
    },
    end,
    invitations: live,
    topics: () => live().map(({ topic }) => topic),
    onChange: (listener) => changes.add(listener),
  }

  function live() {
    return [invitation, typedInvitation, spent].filter((one) => one !== undefined)
  }

  async function settleIfBoth() {
    if (!iMatch || !theyMatch || !newcomer || !invitation) return
    const { name, settle } = theyMatch
    const papers = await deps.admit(newcomer, invitation.role, invitation.admin, name)
    const { role } = invitation
    settle(ok(papers))
    const link = newcomer
    newcomer = undefined
    forget()
    become({ at: 'done', kind: role, name })
    // It comes back at once under its own name.
    deps.clock.after(2_000, () => link.close('paired'))
  }

  function fail(reason: string) {
    const kind = invitation?.role ?? 'screen'
    theyMatch?.settle(err(reason))
    const link = newcomer
    newcomer = undefined
    link?.close(reason)
    forget()
    become({ at: 'failed', kind, reason })
  }

  function end() {
    newcomer?.close('stopped')
    newcomer = undefined
    forget()
    become(undefined)
  }

  function forget() {
    stopExpiry()
    stopTyped()
    if (invitation?.used) spent = invitation
    invitation = undefined
    typedInvitation = undefined
    theyMatch = undefined
    iMatch = false
  }

  function become(next: PairingState | undefined) {
    state = next
    changes.tell()
  }
}

import { toBase64url } from '../../lib/bytes.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import {
  clearDisplay,
  devicesOf,
  nameDevice,
  removeNote,
  roomFactsOf,
  setPagesOpen,
  setRoomFacts,
  setVisitorsMay,
  visitorsMayOf,
} from '../../room/commons.ts'
import { setBookingRules } from '../../room/bookings.ts'
import { setFileLimits } from '../../room/files.ts'
import { dropOpenNote } from '../../room/open-notes.ts'
import { durationsOf, setDurations, setPhoneOrigin, setPin } from '../../room/residents.ts'
import { authorize, type Ask } from '../../trust/authorize.ts'
import { hashPin, validPin } from '../../trust/pin.ts'
import type { Outcome, SettingsView, WallActions } from '../../ui/view.ts'
import type { Random } from '../../lib/clock.ts'
import { phoneOriginFrom } from '../address.ts'
import { serviceActions, type AskService } from '../service-actions.ts'
import { bringWords } from './bring-words.ts'
import { turnRight } from './rights.ts'
import { wallDay } from './wall-day.ts'
import { wallRules } from './wall-rules.ts'
import { wallFiles } from './wall-files.ts'
import type { Lock } from './lock.ts'
import type { ScreenNode } from './screen-node.ts'

/** Why whoever stands at this wall may not do that now; undefined: they may. */
export function refusal(node: ScreenNode, lock: Lock, ask: Ask): Outcome {
  const answer = authorize(node.self, ask, {
    visitorsMay: visitorsMayOf(node.docs().commons),
    wallLocked: lock.isLocked(),
  })
  return answer === 'allowed' ? undefined : answer
}

/** What a person can do at the wall. Whatever an admin must do asks `authorize` first, as a phone's call would. */
export function wallActions(deps: {
  node: ScreenNode
  lock: Lock
  random: Random
  setLook: (look: Partial<Pick<SettingsView, 'lang' | 'ground'>>) => void
  backupToBox: () => Promise<Outcome>
  backupToFile: () => Promise<Outcome>
  touch: () => void
  faces: WallActions['faces']
  speech: WallActions['speech']
  listening: WallActions['listening']
  recording: WallActions['recording']
}): WallActions {
  const { node, lock } = deps
  const refused = (ask: Ask) => refusal(node, lock, ask)
  const commons = () => node.docs().commons
  const askService: AskService = async (kind, args, on) => {
    const id = toBase64url(deps.random(16))
    const done = await node.services.call(node.self, { id, kind, args, ...(on && { on: on as DeviceId }) })
    return done.ok ? undefined : done.error
  }

  return {
    unlock: lock.tryPin,
    lock: lock.lock,
    bringWords: (words, out) => bringWords(node, lock, words, out as DeviceId[]),
    async invite(kind, { admin }) {
      const denial = refused('invite')
      if (denial) return denial
      await node.pairing.invite(kind, admin)
      return undefined
    },
    async inviteAdmin(admin) {
      const denial = refused('invite')
      if (!denial) node.pairing.setAdmin(admin)
      return denial
    },
    answerSas: node.pairing.answer,
    endPairing: node.pairing.end,
    showOut: async (person) => refused('show-out') ?? node.showOut(person as DeviceId),
    turnRight: async (person, right, on) => refused('grant') ?? turnRight(node, person as DeviceId, right, on),
    letIn: async () => {
      const denial = refused('let-back')
      if (!denial) node.visitors.knocks()[0]?.answer(true)
      return denial
    },
    askToScanAgain: async () => refused('scan-again') ?? node.askToScanAgain(),
    async removeDevice(device) {
      const fault = refused('revoke') ?? (await node.remove(device as DeviceId))
      // What it knew of the backup ends with the first one written after.
      if (fault === undefined) void deps.backupToBox()
      return fault
    },
    clearDisplay: async () => {
      const denial = refused('display.clear')
      if (denial) return denial
      clearDisplay(commons(), 'all', node.author)
      clearDisplay(commons(), node.me, node.author)
      return undefined
    },
    removeNote: async (id) => {
      const denial = refused('note.remove-any')
      if (!denial && !removeNote(commons(), id, node.author)) dropOpenNote(commons(), id, node.author)
      return denial
    },
    ...wallFiles({ node, refused }),
    async saveSettings(change) {
      const denial = refused('settings')
      if (denial) return denial
      const pin = change.pin === undefined ? undefined : validPin(change.pin)
      if (pin && !pin.ok && pin.error !== 'too-easy') return 'pin-weak'
      if (change.pin !== undefined) {
        const salt = deps.random(16)
        setPin(node.docs().residents, { hash: await hashPin(change.pin, salt), salt: toBase64url(salt) }, node.author)
      }
      if (change.roomName !== undefined || change.place !== undefined) {
        const facts = roomFactsOf(commons()) ?? { name: '', place: '' }
        setRoomFacts(
          commons(),
          { name: change.roomName?.trim() || facts.name, place: change.place?.trim() ?? facts.place },
          node.author,
        )
      }
      if (change.screenName?.trim())
        nameDevice(
          commons(),
          node.me,
          { name: change.screenName.trim(), kind: devicesOf(commons()).get(node.me)?.kind ?? 'screen' },
          node.author,
        )
      if (change.phoneAddress !== undefined) {
        const origin = phoneOriginFrom(change.phoneAddress)
        if (!origin) return 'address-unusable'
        setPhoneOrigin(node.docs().residents, origin, node.author)
      }
      if (change.boardOpen === true && !node.board.record()) node.board.open()
      if (change.boardOpen === false) node.board.close()
      if (change.boardAfresh && node.board.record()) node.board.open()
      if (change.visitorsMay) setVisitorsMay(commons(), change.visitorsMay, node.author)
      if (change.pagesOpen !== undefined) setPagesOpen(commons(), change.pagesOpen, node.author)
      if (change.bookingRules) setBookingRules(commons(), change.bookingRules, node.author)
      if (change.fileLimits) setFileLimits(commons(), change.fileLimits, node.author)
      if (change.visitorAwayMinutes !== undefined)
        setDurations(
          node.docs().residents,
          { ...durationsOf(node.docs().residents), visitorAwayMinutes: change.visitorAwayMinutes },
          node.author,
        )
      if (change.lang ?? change.ground)
        deps.setLook({ ...(change.lang && { lang: change.lang }), ...(change.ground && { ground: change.ground }) })
      return undefined
    },
    backupToBox: deps.backupToBox,
    backupToFile: deps.backupToFile,
    touch: deps.touch,
    services: {
      ...serviceActions(askService),
      light: () => askService('display.blank', { on: false, display: node.me }),
    },
    day: wallDay({ node, random: deps.random, refused }),
    rules: wallRules({ node, random: deps.random, refused }),
    faces: deps.faces,
    speech: deps.speech,
    listening: deps.listening,
    recording: deps.recording,
  }
}

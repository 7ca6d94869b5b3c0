import type { DeviceId } from '../protocol/ids.ts'
import type { HerePerson } from '../protocol/link.ts'
import { notesOf, type Shown } from '../room/commons.ts'
import type { RoomDocs } from '../room/documents.ts'
import { openNotesOf } from '../room/open-notes.ts'
import type { Roster } from '../trust/roster.ts'
import type { DeviceView, DisplayView, NoteView, PersonView } from '../ui/view.ts'
import type { DeviceFacts } from '../room/commons.ts'
import type { Pictures } from './pictures.ts'

/* From what the room holds to what a screen or phone shows. */

/** By phone, and by face where the person lets it be shown. Somebody who is here by both is one person. */
export function peopleView(
  people: readonly HerePerson[],
  faces: readonly { id: string; name: string; device?: DeviceId; inView: boolean }[],
  me: DeviceId,
): PersonView[] {
  const certaintyOf = (face: { inView: boolean } | undefined) =>
    face ? (face.inView ? ('seen' as const) : ('recent' as const)) : ('phone' as const)
  const phones = new Set(people.map(({ device }) => device))
  return [
    ...people.map(({ device, name, role, admin, state }) => {
      const face = faces.find((one) => one.device === device)
      return {
        id: device,
        name,
        role,
        admin,
        state: face ? ('here' as const) : state,
        certainty: certaintyOf(face),
        me: device === me,
      }
    }),
    ...faces.flatMap((face) =>
      face.device && phones.has(face.device)
        ? []
        : [
            {
              id: face.id,
              name: face.name,
              role: 'face' as const,
              admin: false,
              state: 'here' as const,
              certainty: certaintyOf(face),
              me: false,
            },
          ],
    ),
  ]
}

export function devicesView(
  roster: Roster | undefined,
  names: ReadonlyMap<DeviceId, DeviceFacts>,
  me: DeviceId,
  isHere: (device: DeviceId) => boolean,
): DeviceView[] {
  return [...(roster?.devices.values() ?? [])].map(({ device, role, admin }) => ({
    id: device,
    name: names.get(device)?.name ?? '',
    kind: role,
    admin,
    state: device === me || isHere(device) ? ('here' as const) : ('not-here' as const),
    me: device === me,
  }))
}

/** The room's own notes, and those that came by the open board, which are marked. */
export const notesView = (commons: RoomDocs['commons'], me: DeviceId): NoteView[] => [
  ...notesOf(commons).map(({ id, text, by, byName, visitor = false, at }) => ({
    id,
    text,
    by: byName,
    byVisitor: visitor,
    mine: by === me,
    atMs: at,
  })),
  ...openNotesOf(commons)
    .filter(({ text }) => text.trim() !== '')
    .map(({ id, text, at }) => ({ id, text, by: '', mine: false, atMs: at, open: true })),
]

export function displayView(
  shown: (Shown & { at: number }) | undefined,
  pictures: Pictures,
  me: DeviceId,
  streamOf: (device: DeviceId) => MediaStream | undefined = () => undefined,
): DisplayView | undefined {
  if (!shown) return undefined
  const { byName: by, visitor: byVisitor = false } = shown
  const common = { id: `${shown.at}`, by, byVisitor, mine: shown.by === me }
  if (shown.kind === 'text') return { ...common, kind: 'text', text: shown.text }
  if (shown.kind === 'screen') {
    const stream = streamOf(shown.by)
    return { ...common, kind: 'screen', ...(stream && { stream }) }
  }
  const { page } = shown
  const url = pictures.urlOf(shown.blob, page?.file)
  return {
    ...common,
    kind: 'picture',
    name: shown.name,
    ...(page && { page: { number: page.number, of: page.of } }),
    ...(url !== undefined && { url }),
  }
}

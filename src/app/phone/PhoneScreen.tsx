import { createSignal, onCleanup, Show, Suspense, type JSX } from 'solid-js'
import { toBase64url } from '../../lib/bytes.ts'
import { canCapture } from '../../platform/capture.ts'
import { readPicture } from '../../platform/picture.ts'
import { onWake } from '../../platform/visibility.ts'
import { NOTE_LETTERS, PICTURE_BYTES, targetOn } from '../../room/commons.ts'
import type { CallName } from '../../services/room-calls.ts'
import { later, untilHere } from '../../ui/lib/later.ts'
import { Phone } from '../../ui/phone/Phone.tsx'
import type { Outcome } from '../../ui/view.ts'
import type { PhoneActions, PhoneView } from '../../ui/phone/view.ts'
import type { Surroundings } from '../device.ts'
import { makePictures } from '../pictures.ts'
import { createWatched } from '../watched.ts'
import type { PhoneNode } from './phone-node.ts'
import { makePhoneFaces } from './phone-faces.ts'
import { phoneView } from './phone-view.ts'

// Not in what a visitor loads first; the room is there meanwhile.
const DaySection = later(() => import('./DaySection.tsx'))
const ServicesSection = later(() => import('./ServicesSection.tsx'))
const RecordingSection = later(() => import('./RecordingSection.tsx'))
const SpeechSection = later(() => import('./SpeechSection.tsx'))
const FilesSection = later(() => import('./FilesSection.tsx'))
const AdminSection = later(() => import('./AdminSection.tsx'))

/** A phone in a room, drawn and wired: everything it changes, it asks its home screen to change. */
export default function PhoneScreen(props: {
  node: PhoneNode
  around: Surroundings
  rooms: PhoneView['rooms']
  onOpenRoom: (id: string) => void
  /** The stay is over and the person wants to go on: to where a code can be typed. */
  onStartAgain: () => void
}) {
  // oxlint-disable-next-line solid/reactivity -- the node lives as long as this screen is drawn; another room is another PhoneScreen
  const { node, around } = props
  const pictures = makePictures(node.blob)
  const [minutes, setMinutes] = createSignal<() => JSX.Element>()
  const [asked, setAsked] = createSignal<() => JSX.Element>()
  const [band, setBand] = createSignal<{ words: string; isOn: boolean }>()
  let changed = () => {}
  const faces = makePhoneFaces({ node, around, onChange: () => changed() })
  const { openMedia } = around
  // Only where it can be used: no phone loads it.
  const share =
    openMedia && canCapture()
      ? import('./share.ts').then(({ makeShare }) => makeShare({ node, around, openMedia }))
      : undefined
  let isSharing = false
  void share?.then((mine) =>
    mine.onChange(() => {
      isSharing = mine.isOn()
      changed()
    }),
  )
  const view = createWatched(
    () => ({
      ...phoneView(node, around.box, pictures, props.rooms, node.myName(), faces.view()),
      ...(share && { sharing: isSharing }),
    }),
    [
      (tell) => {
        changed = tell
        return () => undefined
      },
      node.onChange,
      pictures.onChange,
    ],
  )
  // Not in the section that draws services: what a member's page offers stands while the room is paused and draws none.
  const offering =
    node.role === 'member'
      ? untilHere(() => import('./offer-pages.ts')).then(({ offerPages }) => offerPages(node, around))
      : undefined
  const stopWake = onWake(node.hurry)
  onCleanup(() => {
    stopWake()
    void share?.then((mine) => mine.stop())
    void offering?.then((stop) => stop())
    pictures.stop()
    faces.stop()
  })

  const ask = async (name: CallName, args: object): Promise<Outcome> => {
    const answer = await node.call(name, args)
    return answer.ok ? undefined : answer.error
  }
  const wordsFault = (text: string): Outcome =>
    text.trim() === '' ? 'text-empty' : text.length > NOTE_LETTERS ? 'text-too-long' : undefined

  const actions: PhoneActions = {
    async setName(name) {
      if (name.trim() === '') return 'name-empty'
      const answer = await node.setName(name.trim().slice(0, 60))
      changed()
      return answer.ok ? undefined : answer.error
    },
    async addNote(text) {
      const fault = wordsFault(text)
      if (fault) return fault
      return node.outbox.add(text.trim())
    },
    removeNote: async (id) => (node.outbox.drop(id) ? undefined : ask('note.remove', { id })),
    showText: async (text, on) => wordsFault(text) ?? ask('display.text', { target: on, text: text.trim() }),
    async showPicture(file, on) {
      const picture = await readPicture(file, PICTURE_BYTES)
      if (!picture.ok) return picture.error
      const blob = await node.offerBlob(picture.value)
      return ask('display.picture', { target: on, blob, name: file.name.slice(0, 120), size: picture.value.length })
    },
    async share(on) {
      const mine = await share
      return on ? mine?.start() : void mine?.stop()
    },
    clearDisplay: () => ask('display.clear', { target: 'all' }),
    turnPage: async (to) => {
      const screen = node.homeScreen()
      const display = screen && targetOn(node.documents.get('commons'), screen)
      const id = toBase64url(around.random(16))
      return ask('service.call', { id, kind: 'display.page', args: { to, display } })
    },
    async leave() {
      await node.leave()
      return undefined
    },
    answerSas: () => undefined,
    endPairing: () => undefined,
    showOut: (person) => ask('show-out', { device: person }),
    faces: faces.actions,
    openRoom: (id) => props.onOpenRoom(id),
    again: () => ('over' in node.standing() ? props.onStartAgain() : node.hurry()),
  }
  return (
    <Phone
      day={
        <Suspense>
          <Show when={node.role === 'member' || view.granted.includes('book')}>
            <DaySection node={node} around={around} />
          </Show>
          <Show when={view.services}>
            <ServicesSection node={node} around={around} />
          </Show>
        </Suspense>
      }
      recording={
        <Suspense>
          <RecordingSection
            node={node}
            around={around}
            onMinutes={(drawn) => setMinutes(() => drawn)}
            onBand={(words, isOn) => setBand(words === undefined ? undefined : { words, isOn })}
          />
        </Suspense>
      }
      talk={
        <Suspense>
          <SpeechSection node={node} around={around} />
        </Suspense>
      }
      band={band()}
      minutes={minutes()?.()}
      asked={asked()?.()}
      admin={
        <Show when={view.admin}>
          <Suspense>
            <AdminSection node={node} around={around} view={view} />
          </Suspense>
        </Show>
      }
      view={view}
      actions={actions}
      files={
        <Suspense>
          <FilesSection
            node={node}
            around={around}
            view={view}
            showPicture={(file) => actions.showPicture(file, 'all')}
            onAsked={(drawn) => setAsked(() => drawn)}
          />
        </Suspense>
      }
    />
  )
}

import { createResource, createSignal, onCleanup, Show, type JSX } from 'solid-js'
import { toBase64url } from '../../lib/bytes.ts'
import { mayBeShown } from '../../lib/file-kind.ts'
import { saveParts } from '../../platform/save-file.ts'
import type { CompanySaid } from '../../mesh/seen.ts'
import type { BlobId, DeviceId } from '../../protocol/ids.ts'
import { showWhensOf } from '../../room/appearing.ts'
import { fileById, filesOf } from '../../room/files.ts'
import { Asked } from '../../ui/files/Asked.tsx'
import { PhoneFiles as Drawn } from '../../ui/files/PhoneFiles.tsx'
import type { FileActions, FileView } from '../../ui/files/file-view.ts'
import { useWords } from '../../ui/strings/index.ts'
import type { Outcome } from '../../ui/view.ts'
import type { PhoneView } from '../../ui/phone/view.ts'
import type { Surroundings } from '../device.ts'
import { occasionChoices } from '../occasions.ts'
import { comingView, isVisitor, keptView } from '../files/file-views.ts'
import { createWatched } from '../watched.ts'
import { startPhoneFiles, type PhoneFiles } from './files.ts'
import type { PhoneNode } from './phone-node.ts'

type Props = {
  node: PhoneNode
  around: Surroundings
  view: PhoneView
  showPicture: (file: File) => Promise<Outcome>
  /** What is drawn at the top of the phone while somebody wants to give it a file. */
  onAsked: (drawn: () => JSX.Element) => void
}

/** Files on a phone: started, drawn and wired. */
export default function FilesSection(props: Props) {
  // oxlint-disable-next-line solid/reactivity -- the node lives as long as this section is drawn
  const { node, around } = props
  const starting = startPhoneFiles({ node, around })
  const [files] = createResource(() => starting)
  onCleanup(() => void starting.then(({ stop }) => stop()))
  return <Show when={files()}>{(started) => <Section {...props} files={started()} />}</Show>
}

function Section(props: Props & { files: PhoneFiles }) {
  // oxlint-disable-next-line solid/reactivity -- the same for as long as this section is drawn
  const { node, files, onAsked } = props
  const { t } = useWords()
  /** Asked for in this page: saved as soon as it is here. What comes after a reload waits for a tap. */
  const [refusal, setRefusal] = createSignal<string>()
  const wanted = new Map<string, 'save' | 'show'>()
  const commons = () => node.documents.get('commons')
  const view = createWatched(
    () => ({
      files: fileViews(node, files),
      ...(node.role === 'member' && {
        occasions: occasionChoices(commons(), named(node.company.said().people), node.roomNow()),
      }),
    }),
    [files.onChange, node.documents.onUpdate, node.company.onChange],
  )
  onAsked(() => <Asked files={view.files} />)
  const save = (id: string) => {
    wanted.set(id, 'save')
    return files.fetch(id)
  }
  const whole = (id: string) => files.arrivals().find((arrival) => arrival.id === id && arrival.at === 'whole')
  onCleanup(
    files.onWhole((arrival) => {
      const why = wanted.get(arrival.id)
      wanted.delete(arrival.id)
      if (why === 'save') void saveParts(files.read(arrival), arrival.name)
      if (why === 'show') void showIt(arrival.id).then(setRefusal)
    }),
  )

  async function showIt(id: string): Promise<Outcome> {
    const arrival = whole(id)
    if (!arrival) return 'file-gone'
    const parts: Uint8Array<ArrayBuffer>[] = []
    for await (const part of files.read(arrival)) parts.push(part)
    const refused = await props.showPicture(new File(parts, arrival.name))
    // It was fetched to be shown, not to be kept here.
    if (refused === undefined) files.cancel(arrival.id)
    return refused
  }

  async function showThere(file: string): Promise<Outcome> {
    const asked = { id: toBase64url(props.around.random(16)), kind: 'display.show', args: { file } }
    const answer = await node.call('service.call', asked)
    return answer.ok ? undefined : answer.error
  }

  const actions: FileActions = {
    send(file, to) {
      const person = props.view.people.find(({ id }) => id === to)
      return files.send(file, person ? (person.id as DeviceId) : 'room', person?.name || t().common.someone)
    },
    accept(id) {
      wanted.set(id, 'save')
      files.accept(id as BlobId)
    },
    decline: (id) => files.decline(id as BlobId),
    cancel: (id) => files.cancel(id as BlobId),
    async save(id) {
      const arrival = whole(id)
      if (!arrival) return save(id)
      await saveParts(files.read(arrival), arrival.name)
      return undefined
    },
    async remove(id) {
      const answer = await node.call('file.remove', { id })
      return answer.ok ? undefined : answer.error
    },
    async setShowWhen(id, occasions) {
      const answer = await node.call('file.show-when', { id, occasions })
      return answer.ok ? undefined : answer.error
    },
    async show(id) {
      setRefusal(undefined)
      const file = fileById(commons(), id)
      // The wall draws what it can; a HEIC photo only the phone that takes such may be able to.
      if (file && file.kind !== 'heic') return showThere(id)
      if (whole(id)) return showIt(id)
      wanted.set(id, 'show')
      return files.fetch(id)
    },
  }
  return (
    <Drawn
      files={view.files}
      people={props.view.people}
      mayRemoveAll={props.view.admin || props.view.granted.includes('note.remove-any')}
      occasions={view.occasions}
      refusal={refusal()}
      actions={actions}
    />
  )
}

const named = (people: CompanySaid['people']) =>
  people.map(({ person, name, device }) => ({ id: person, name, ...(device && { device }) }))

/** What wants an answer first, then what moves, then what the room keeps. One file is one row, wherever it stands. */
function fileViews(node: PhoneNode, files: PhoneFiles): FileView[] {
  const room = filesOf(node.documents.get('commons'))
  const whens = showWhensOf(node.documents.get('commons'))
  const roster = node.book.roster()
  const asked = files.asked().map(
    ({ id, name, size, by, from }): FileView => ({
      id,
      name,
      size,
      by,
      byVisitor: isVisitor(roster, from),
      mine: false,
      at: 'asked',
      bytes: 0,
      picture: false,
    }),
  )
  const sent = files.sendings().map(
    ({ id, name, size, to, toName, at, bytes, reason }): FileView => ({
      id,
      name,
      size,
      by: '',
      mine: true,
      at,
      bytes,
      picture: false,
      ...(to !== 'room' && { to: toName }),
      ...(reason !== undefined && { reason }),
    }),
  )
  const isPicture = (id: string) => room.some((file) => file.id === id && mayBeShown(file.kind))
  const coming = files.arrivals().map((arrival) => ({ ...comingView(arrival, roster), picture: isPicture(arrival.id) }))
  const fetched = new Set(coming.map(({ id }) => id))
  const kept = room
    .filter(({ id }) => !fetched.has(id as BlobId))
    .map((file) => keptView(file, node.me, roster, whens.get(file.id)))
  const moving = [...asked, ...sent, ...coming]
  const shown = new Set(moving.map(({ id }) => id))
  return [...moving, ...kept.filter(({ id }) => !shown.has(id))]
}

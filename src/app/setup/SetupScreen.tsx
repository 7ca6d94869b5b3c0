import { onMount } from 'solid-js'
import type { Bytes } from '../../lib/bytes.ts'
import { makeWords } from '../../trust/words.ts'
import { validPin } from '../../trust/pin.ts'
import { Setup } from '../../ui/setup/Setup.tsx'
import type { Outcome, Pairing } from '../../ui/view.ts'
import type { SetupActions, SetupView } from '../../ui/setup/view.ts'
import { createRoom } from '../create-room.ts'
import type { Surroundings } from '../device.ts'
import type { Look } from '../look.ts'
import type { KnownRoom, Memory } from '../memory.ts'
import { restoreRoom } from '../restore.ts'
import { lockScreen, type OpenScreen } from '../open-screen.ts'
import { wordsOf } from '../../ui/strings/index.ts'
import { codePath } from '../../ui/lib/code-path.ts'

/** A blank device: it becomes a room, joins one, or brings one back. */
export default function SetupScreen(props: {
  around: Surroundings
  memory: Memory
  look: Look
  address: SetupView['address']
  hand: boolean
  pairing: Pairing | undefined
  onSas: (match: boolean) => void
  alert: SetupView['alert'] | undefined
  onRoom: (known: KnownRoom, screen: OpenScreen) => void
  onRestored: (known: KnownRoom) => void
  onTyped: (text: string) => Promise<Outcome>
  onEndPairing: () => void
}) {
  // oxlint-disable-next-line solid/reactivity -- made once per setup: the words that were shown are the words of this room
  const entropy: Bytes = props.around.random(16)
  onMount(() => !props.hand && void fetchWhatFollows())
  const words = () => makeWords(entropy, props.look.lang())
  const view: SetupView = {
    get words() {
      return words()
    },
    get wordsQrText() {
      return words().join(' ')
    },
    get address() {
      return props.address
    },
    get hand() {
      return props.hand
    },
    get pairing() {
      return props.pairing
    },
    get alert() {
      return props.alert
    },
  }

  const actions: SetupActions = {
    async createRoom({ roomName, place, pin }) {
      const valid = validPin(pin)
      // An easy PIN is the owner's choice; one that is no PIN is a slip.
      if (!valid.ok && valid.error !== 'too-easy') return 'pin-weak'
      const screenName = wordsOf(props.look.lang()).app.firstScreen
      const made = await createRoom(
        props.around,
        props.memory,
        { roomName: roomName.trim(), place: place.trim(), pin: pin.normalize('NFKC').trim(), screenName },
        entropy,
      )
      if (!made.ok) return made.error
      props.onRoom(made.value.known, await lockScreen(props.around, props.memory, made.value.known, made.value.node))
      return undefined
    },
    joinByText: (text) => props.onTyped(text),
    answerSas: (match) => props.onSas(match),
    endPairing: () => props.onEndPairing(),
    async restore(words, file) {
      const bytes = file && new Uint8Array(await file.arrayBuffer())
      const restored = await restoreRoom(props.around, props.memory, words, bytes)
      if (!restored.ok) return restored.error === 'box-gone' ? 'box-gone-in-setup' : restored.error
      props.onRestored(restored.value)
      return undefined
    },
  }
  return <Setup view={view} actions={actions} />
}

/** The box may go away while somebody answers: what a new wall draws itself with is fetched before it is needed. */
async function fetchWhatFollows(): Promise<void> {
  // Failed now, it is asked for again when it is needed.
  await Promise.allSettled([import('../screen/WallScreen.tsx'), codePath('.')])
}

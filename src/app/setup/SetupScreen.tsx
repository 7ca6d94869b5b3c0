import { createSignal, onCleanup } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { Bytes } from '../../lib/bytes.ts'
import { makeWords } from '../../trust/words.ts'
import { validPin } from '../../trust/pin.ts'
import { Setup } from '../../ui/setup/Setup.tsx'
import type { Outcome, Pairing, SetupActions, SetupView } from '../../ui/view.ts'
import { createRoom } from '../create-room.ts'
import type { Surroundings } from '../device.ts'
import type { Look } from '../look.ts'
import type { KnownRoom, Memory } from '../memory.ts'
import type { Newcomer } from '../newcomer.ts'
import { restoreRoom } from '../restore.ts'
import { lockScreen, type OpenScreen } from '../open-screen.ts'
import { wordsOf } from '../../ui/strings/index.ts'

/** A blank device: it becomes a room, joins one, or brings one back. */
export default function SetupScreen(props: {
  around: Surroundings
  memory: Memory
  look: Look
  address: SetupView['address']
  hand: boolean
  newcomer: Newcomer | undefined
  alert: SetupView['alert'] | undefined
  onRoom: (known: KnownRoom, screen: OpenScreen) => void
  onRestored: (known: KnownRoom) => void
  onTyped: (text: string) => Promise<Outcome>
  onEndPairing: () => void
}) {
  // Made once per setup: the words that were shown are the words of this room.
  // oxlint-disable-next-line solid/reactivity
  const entropy: Bytes = props.around.random(16)
  const [pairing, setPairing] = createSignal<Pairing>()
  const look = () => setPairing(pairingOf(props.newcomer, wordsOf(props.look.lang()).common.screen))
  // oxlint-disable-next-line solid/reactivity
  if (props.newcomer) onCleanup(props.newcomer.onChange(look))
  look()

  const [view, setView] = createStore<SetupView>({ words: [], wordsQrText: '', address: props.address })
  const compute = (): SetupView => {
    const words = makeWords(entropy, props.look.lang())
    const [comparing, alert] = [pairing(), props.alert]
    return {
      words,
      wordsQrText: words.join(' '),
      address: props.address,
      hand: props.hand,
      ...(comparing && { pairing: comparing }),
      ...(alert && { alert }),
    }
  }
  setView(compute())
  // oxlint-disable-next-line solid/reactivity
  if (props.newcomer) onCleanup(props.newcomer.onChange(() => setView(reconcile(compute()))))

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
    answerSas: (match) => props.newcomer?.answer(match),
    endPairing: () => props.onEndPairing(),
    async restore(words, file) {
      const bytes = file && new Uint8Array(await file.arrayBuffer())
      const restored = await restoreRoom(props.around, props.memory, words, bytes)
      if (!restored.ok) return restored.error
      props.onRestored(restored.value)
      return undefined
    },
  }
  return <Setup view={view} actions={actions} />
}

function pairingOf(newcomer: Newcomer | undefined, mine: string): Pairing | undefined {
  const state = newcomer?.state()
  if (!state) return undefined
  return state.at === 'comparing' ? { ...state, mine, theirs: '' } : state
}

import { createEffect, createSignal, on, onMount, Match, Show, Switch } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useScreenWords } from '../strings/screen.ts'
import type { SetupActions, SetupView } from './view.ts'
import { Arriving } from './Arriving.tsx'
import { RecoveryWords } from './RecoveryWords.tsx'

export const PAGES = ['name', 'place', 'pin', 'words', 'arriving'] as const

/** One question a page; going back loses nothing. */
export function Questions(props: {
  view: SetupView
  page: number
  onPage: (page: number) => void
  create: SetupActions['createRoom']
}) {
  const { t } = useScreenWords()
  const [roomName, setRoomName] = createSignal('')
  const [place, setPlace] = createSignal('')
  const [pin, setPin] = createSignal('')
  const asking = createAsking()
  const at = () => PAGES[props.page] ?? 'name'
  let question!: HTMLHeadingElement
  let field: HTMLElement | undefined

  const turnTo = (page: number) => {
    asking.forgive()
    props.onPage(page)
  }
  const next = async () => {
    if (at() === 'name' && roomName().trim() === '') return asking.refuse('name-empty')
    if (at() === 'pin' && !isPin(pin())) return asking.refuse('pin-weak')
    if (at() !== 'arriving') return turnTo(props.page + 1)
    await asking.ask(() => props.create({ roomName: roomName().trim(), place: place().trim(), pin: pin() }))
  }
  const titles = () => ({
    name: t().setup.nameQuestion,
    place: t().setup.placeQuestion,
    pin: t().setup.pinQuestion,
    words: t().setup.wordsQuestion,
    arriving: t().setup.arriveQuestion,
  })
  const focus = () => (field?.isConnected ? field : question).focus()
  // A turned page reads its question out, or waits at the line to write on.
  createEffect(on(() => props.page, focus, { defer: true }))
  onMount(() => !props.view.hand && field?.focus())

  return (
    <form
      class="questions"
      onSubmit={(event) => {
        event.preventDefault()
        void next()
      }}
    >
      <h2 ref={question} tabindex="-1">
        {titles()[at()]}
      </h2>
      <Switch>
        <Match when={at() === 'name'}>
          <Field
            large
            ref={(element) => (field = element)}
            label={t().setup.roomName}
            help={t().setup.nameHelp}
            value={roomName()}
            maxLength={80}
            refusal={asking.refusal()}
            onInput={(value) => {
              asking.forgive()
              setRoomName(value)
            }}
          />
        </Match>
        <Match when={at() === 'place'}>
          <Field
            large
            ref={(element) => (field = element)}
            label={t().setup.place}
            help={t().setup.placeHelp}
            value={place()}
            maxLength={120}
            onInput={setPlace}
          />
        </Match>
        <Match when={at() === 'pin'}>
          <Field
            large
            ref={(element) => (field = element)}
            label={t().setup.pin}
            help={t().setup.pinHelp}
            digits="plain"
            value={pin()}
            maxLength={12}
            refusal={asking.refusal()}
            onInput={(value) => {
              asking.forgive()
              setPin(value.replaceAll(/\D/g, ''))
            }}
          />
        </Match>
        <Match when={at() === 'words'}>
          <RecoveryWords words={props.view.words} qrText={props.view.wordsQrText} />
        </Match>
        <Match when={at() === 'arriving'}>
          <Arriving address={props.view.address} />
          <Refusal reason={asking.refusal()} />
        </Match>
      </Switch>
      <div class="questions-acts">
        <Show when={props.page > 0}>
          <Button onClick={() => turnTo(props.page - 1)}>{t().common.back}</Button>
        </Show>
        <Button look="strong" type="submit" busy={asking.busy()}>
          {at() !== 'arriving' ? t().common.next : asking.busy() ? t().setup.creating : t().setup.create}
        </Button>
      </div>
    </form>
  )
}

/** Four digits or more, and not the two that everybody tries first. */
/** An easy one is the owner's choice: the pauses after wrong tries are what protects it. */
const isPin = (pin: string) => /^\d{4,12}$/.test(pin)

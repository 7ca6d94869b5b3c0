import { onCleanup, onMount, Show } from 'solid-js'
import { Button } from '../parts/Button.tsx'
import { Choice, Switch } from '../parts/Choice.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { Part } from '../settings/Part.tsx'
import { useFaceWords } from '../strings/faces.ts'
import { useScreenWords } from '../strings/screen.ts'
import type { Outcome } from '../view.ts'
import { Area } from './Area.tsx'
import { KnownPeople } from './KnownPeople.tsx'
import type { EyesChange, EyesSettings, Preview } from './view.ts'
import './eyes-part.css'

/** What the room's screens may see, what follows from it, and what it costs. */
export function EyesPart(props: {
  eyes: EyesSettings
  preview: Preview | undefined
  /** Why this screen's camera sees nothing. */
  because: string | undefined
  /** The camera's picture is wanted from now on, or no more. */
  watch: (on: boolean) => void
  save: (change: EyesChange) => Promise<boolean>
  forget: (person: string) => Promise<Outcome>
}) {
  const words = useFaceWords()
  onMount(() => props.watch(true))
  onCleanup(() => props.watch(false))
  const modes = () => words().settings.modes
  return (
    <Part title={words().settings.title}>
      <Choice
        label={words().settings.mode}
        options={(['off', 'count', 'names'] as const).map((value) => ({ value, label: modes()[value] }))}
        value={props.eyes.mode}
        onChoose={(mode) => void props.save({ mode })}
      />
      <p class="part-says" role="status">
        {words().settings.explain[props.eyes.mode]} {words().settings.known(props.eyes.known)}
      </p>
      <Show when={props.eyes.people.length > 0}>
        <KnownPeople people={props.eyes.people} forget={(person) => props.forget(person)} />
      </Show>
      <Switch
        label={words().settings.blank}
        on={props.eyes.blankOnStranger}
        onTurn={(blankOnStranger) => props.save({ blankOnStranger })}
      />
      <p class="field-help">{words().settings.blankExplain}</p>
      <Show when={props.eyes.mode !== 'off'}>
        <Refusal reason={props.because} />
        <Area area={props.eyes.area} preview={props.preview} onArea={(area) => void props.save({ area })} />
        <Seconds
          label={words().settings.inView}
          ms={props.eyes.inViewMs}
          steps={[1, 2, 3, 5, 10, 30, 60]}
          save={(inViewMs) => props.save({ inViewMs })}
        />
        <Seconds
          label={words().settings.inMeeting}
          ms={props.eyes.inMeetingMs}
          steps={[5, 10, 30, 60, 120, 300, 900, 3_600]}
          save={(inMeetingMs) => props.save({ inMeetingMs })}
        />
        <Seconds
          label={words().settings.poor}
          ms={props.eyes.poorMs}
          steps={[1, 2, 3, 5, 10, 30]}
          save={(poorMs) => props.save({ poorMs })}
        />
        <Stepper
          label={words().settings.stranger}
          value={words().settings.looks(props.eyes.strangerLooks)}
          less={() => before(LOOKS, props.eyes.strangerLooks)}
          more={() => after(LOOKS, props.eyes.strangerLooks)}
          save={(strangerLooks) => props.save({ strangerLooks })}
        />
        <Seconds
          label={words().settings.named}
          ms={props.eyes.namedMs}
          steps={[5, 10, 30, 60, 120, 300, 900, 3_600]}
          save={(namedMs) => props.save({ namedMs })}
        />
        <Seconds
          label={words().settings.withUs}
          ms={props.eyes.withUsMs}
          steps={[900, 3_600, 2 * 3_600, 4 * 3_600, 8 * 3_600, 12 * 3_600, 24 * 3_600]}
          save={(withUsMs) => props.save({ withUsMs })}
        />
        <Stepper
          label={words().settings.consent}
          value={words().ask.days(props.eyes.consentDays)}
          less={() => before(DAYS, props.eyes.consentDays)}
          more={() => after(DAYS, props.eyes.consentDays)}
          save={(consentDays) => props.save({ consentDays })}
        />
        <Show when={props.eyes.cost}>
          {(cost) => <p class="field-help">{words().settings.cost(cost().ms, cost().awakePercent, cost().mW)}</p>}
        </Show>
      </Show>
    </Part>
  )
}

/** Three are what was measured (bench/faces/README.md); eight are remembered, and fit into half a second. */
const LOOKS = [3, 4, 5, 6, 7, 8]
const DAYS = [1, 7, 30, 90, 180, 365, 730]

function Seconds(props: {
  label: string
  ms: number
  steps: readonly number[]
  save: (ms: number) => Promise<boolean>
}) {
  const words = useFaceWords()
  const inMs = () => props.steps.map((seconds) => seconds * 1_000)
  return (
    <Stepper
      label={props.label}
      value={words().settings.lasting(props.ms / 1_000)}
      less={() => before(inMs(), props.ms)}
      more={() => after(inMs(), props.ms)}
      save={(ms) => props.save(ms)}
    />
  )
}

function Stepper(props: {
  label: string
  value: string
  less: () => number | undefined
  more: () => number | undefined
  save: (value: number) => Promise<boolean>
}) {
  const { t } = useScreenWords()
  const go = (to: number | undefined) => to !== undefined && void props.save(to)
  return (
    <div class="stepper" role="group" aria-label={props.label}>
      <span>{props.label}</span>
      <Button aria-label={t().settings.less} off={props.less() === undefined} onClick={() => go(props.less())}>
        −
      </Button>
      <output>{props.value}</output>
      <Button aria-label={t().settings.more} off={props.more() === undefined} onClick={() => go(props.more())}>
        +
      </Button>
    </div>
  )
}

const before = (steps: readonly number[], value: number) => steps.findLast((step) => step < value)
const after = (steps: readonly number[], value: number) => steps.find((step) => step > value)

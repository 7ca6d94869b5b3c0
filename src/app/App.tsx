import { createEffect, lazy, Match, onCleanup, createSignal, Suspense, Switch } from 'solid-js'
import { leadTab, type Tabs } from '../platform/tabs.ts'
import { isHidden, onTouch } from '../platform/touches.ts'
import { onFragment, takeFragment } from '../platform/visibility.ts'
import { startServiceWorker } from '../platform/service-worker.ts'
import { Coming } from '../ui/phone/Coming.tsx'
import { createKeptFocus } from '../ui/lib/keep-focus.ts'
import { loadReasons, Speak } from '../ui/strings/index.ts'
import type { SettingsView } from '../ui/view.ts'
import { addressOf } from './address.ts'
import type { Surroundings } from './device.ts'
import type { Look } from './look.ts'
import type { DiskMemory } from './memory.ts'
import { createStages, type Stage } from './stages.ts'

const WallScreen = lazy(() => import('./screen/WallScreen.tsx'))
const SetupScreen = lazy(() => import('./setup/SetupScreen.tsx'))
const PhoneScreen = lazy(() => import('./phone/PhoneScreen.tsx'))

/** The whole app: which screen this device is, and how it goes from one to the next. */
export function App(props: {
  around: Surroundings
  memory: DiskMemory
  look: Look
  address: Parameters<typeof addressOf>[0]
  inHand: boolean
}) {
  // oxlint-disable-next-line solid/reactivity -- chosen by main.tsx before the first drawing, and never exchanged
  const { around, memory, look } = props
  const stages = createStages(around, memory, look.lang)
  const [offline, setOffline] = createSignal<SettingsView['offline']>('installing')
  const [release, setRelease] = createSignal('')
  let touchedAtMs = around.clock.now()

  let fragment = takeFragment()
  const tabs: Tabs = leadTab({
    onLead: begin,
    onLost: () => stages.leave(),
    onFollow: () => stages.toElsewhere(),
  })
  const stops = [
    onTouch(() => {
      touchedAtMs = around.clock.now()
    }),
    onFragment((next) => {
      fragment = next
      if (tabs.state() === 'leading') void stages.leave().then(begin)
    }),
    startServiceWorker({
      isIdle,
      onState: setOffline,
    }),
  ]
  onCleanup(() => stops.forEach((stop) => stop()))
  void readRelease().then(setRelease)
  createKeptFocus()
  // Not before it is in, or knows that it is not: on the way in every kilobyte is waited for.
  createEffect(() => {
    if (stages.stage().at !== 'coming') void loadReasons(look.lang())
  })

  /** A newer release may load now without taking anything from anybody: words half typed, or shown once. */
  function isIdle(): boolean {
    const { at } = stages.stage()
    if (at === 'coming' || at === 'setup') return false
    return at === 'phone' ? isHidden() : around.clock.now() - touchedAtMs > 60_000
  }

  function begin() {
    const followed = fragment
    fragment = ''
    void stages.begin(followed)
  }

  const at = <K extends Stage['at']>(kind: K) => {
    const now = stages.stage()
    return now.at === kind ? (now as Extract<Stage, { at: K }>) : undefined
  }
  const alertOf = (reason: string | undefined) => (reason === undefined ? undefined : { reason })

  return (
    <Speak lang={look.lang()}>
      <Suspense fallback={<Coming />}>
        <Switch fallback={<Coming atDoor={at('coming')?.atDoor} />}>
          <Match when={at('wall')}>
            {(wall) => (
              <WallScreen
                node={wall().node}
                lock={wall().lock}
                around={around}
                look={look}
                offline={offline()}
                release={release()}
                alert={alertOf(stages.fault())}
                onRemoved={() => void stages.removed(wall().node.room)}
              />
            )}
          </Match>
          <Match when={at('phone')}>
            {(phone) => (
              <PhoneScreen
                node={phone().node}
                around={around}
                rooms={stages.rooms()}
                onOpenRoom={(id) => void stages.openById(id)}
                onStartAgain={() => void stages.toSetup()}
              />
            )}
          </Match>
          <Match when={at('setup')}>
            {(setup) => (
              <SetupScreen
                around={around}
                memory={memory}
                look={look}
                address={addressOf(props.address)}
                hand={props.inHand}
                pairing={setup().newcomer && stages.pairing()}
                onSas={(match) => setup().newcomer?.answer(match)}
                alert={alertOf(setup().reason)}
                onRoom={(known, screen) => void stages.showWall(known, screen, true)}
                onRestored={(known) => void stages.restored(known)}
                onTyped={stages.typed}
                onEndPairing={() => void stages.toSetup()}
              />
            )}
          </Match>
          <Match when={at('elsewhere')}>
            <Coming reason="open-elsewhere" onAgain={() => tabs.requestLead()} />
          </Match>
          <Match when={at('stopped')}>
            {(stopped) => <Coming reason={stopped().reason} onAgain={() => stages.again(stopped())} />}
          </Match>
        </Switch>
      </Suspense>
    </Speak>
  )
}

/** The build's own fingerprint, to be compared with the release's from another device. */
async function readRelease(): Promise<string> {
  const answer = await fetch('/release.json').catch(() => undefined)
  const release = answer?.ok
    ? ((await answer.json().catch(() => undefined)) as { fingerprint?: string } | undefined)
    : undefined
  return release?.fingerprint?.slice(0, 16) ?? ''
}

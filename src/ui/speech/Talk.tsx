import { createEffect, createSignal, on, onCleanup, onMount, Show } from 'solid-js'
import { useSpeechWords } from '../strings/speech.ts'
import { Button } from '../parts/Button.tsx'
import { isCovered } from '../parts/covers.ts'
import { standsOf } from './stands.ts'
import type { SpeechActions, SpeechView } from './view.ts'
import './talk.css'

/** How long an answer stands where three metres away it can be read. */
const STANDS_MS = 12_000

/** Talk to the room: hold the button or Space, or tap and speak. What was heard and what came of it stand beside it. */
export function Talk(props: {
  view: SpeechView
  actions: Omit<SpeechActions, 'save'>
  /** Space holds the button from anywhere on the page, which has no other use for it. */
  anywhere?: boolean
}) {
  const words = useSpeechWords()
  let held = false
  const press = () => {
    if (held) return
    held = true
    props.actions.press()
  }
  const lift = () => {
    if (!held) return
    held = false
    props.actions.lift()
  }
  /**
   * What was touched last keeps the focus, unseen: whoever closed Settings with a finger holds Space to talk. The press of a
   * key itself makes it a focus that is seen, so it is looked at when it comes.
   */
  let isReached = document.activeElement?.matches(':focus-visible') === true
  const onFocus = ({ target }: FocusEvent) => {
    isReached = target instanceof HTMLElement && target.matches(':focus-visible')
  }
  /** Space anywhere on a wall, but not where it types, or presses what somebody has come to by keyboard. */
  const isSpace = (event: KeyboardEvent) => {
    const at = event.target instanceof HTMLElement ? event.target : undefined
    const isUsed =
      at?.closest('input, textarea, select, [role=dialog], dialog') ||
      (isReached && at?.closest('button, a, [tabindex]'))
    const isOwn = at?.classList.contains('talk-button') === true
    return event.code === 'Space' && (isOwn || (props.anywhere === true && !isUsed))
  }
  const down = (event: KeyboardEvent) => {
    if (!isSpace(event)) return
    event.preventDefault()
    if (!event.repeat) press()
  }
  const up = (event: KeyboardEvent) => {
    if (!isSpace(event)) return
    // The browser's own click at the end of a Space would be a second press.
    event.preventDefault()
    lift()
  }
  document.addEventListener('focusin', onFocus)
  document.addEventListener('keydown', down)
  document.addEventListener('keyup', up)
  // A hold that ends elsewhere, or a page that is left, is over too.
  document.addEventListener('pointerup', lift)
  document.addEventListener('pointercancel', lift)
  onCleanup(() => {
    document.removeEventListener('focusin', onFocus)
    document.removeEventListener('keydown', down)
    document.removeEventListener('keyup', up)
    document.removeEventListener('pointerup', lift)
    document.removeEventListener('pointercancel', lift)
    props.actions.close()
    props.actions.drawn(false)
  })
  onMount(() => createEffect(() => props.actions.drawn(!isCovered())))
  createEffect(
    on(
      () => props.view.heard,
      (heard) => heard?.answered && props.actions.say(heard.answer),
      { defer: true },
    ),
  )
  const [isNew, setNew] = createSignal(false)
  createEffect(
    on(
      () => [props.view.heard, props.view.because],
      () => {
        setNew(true)
        const standing = setTimeout(() => setNew(false), STANDS_MS)
        onCleanup(() => clearTimeout(standing))
      },
      { defer: true },
    ),
  )
  const isSaid = () => props.view.thinking || isNew() || (props.view.mic === 'listening' && props.view.waits !== true)
  const muted = () => props.view.mic === 'muted'
  return (
    <div class="talk" data-mic={props.view.mic}>
      <button
        type="button"
        class="button is-plain talk-button"
        aria-label={words().talk}
        aria-pressed={props.view.mic === 'listening'}
        aria-disabled={muted() ? 'true' : undefined}
        onPointerDown={(event) => event.button === 0 && press()}
        onClick={(event) => {
          // Enter, or a screen reader: without a pointer it is a tap.
          if (event.detail !== 0) return
          props.actions.press()
          props.actions.lift()
        }}
        onContextMenu={(event) => event.preventDefault()}
      >
        <MicrophoneSign crossed={muted()} />
        {props.view.mic === 'listening' ? words().mic.listening : words().talk}
      </button>
      <Button
        look="quiet"
        aria-pressed={muted()}
        aria-label={muted() ? words().unmute : words().mute}
        title={muted() ? words().unmute : words().mute}
        onClick={() => props.actions.mute(!muted())}
      >
        <MicrophoneSign crossed={!muted()} />
      </Button>
      <data class="heard" data-testid="mic-state" data-state={props.view.mic} value={props.view.mic} aria-hidden="true">
        {props.view.mic}
      </data>
      <div class={isSaid() ? 'talk-heard' : 'heard'}>
        <p
          role="status"
          data-testid="heard"
          data-answered={props.view.heard ? String(props.view.heard.answered) : undefined}
        >
          <Show
            when={standsOf(props.view, isNew()) === 'answer'}
            fallback={props.view.thinking ? words().thinking : words().mic.listening}
          >
            <Show
              when={props.view.because === undefined}
              fallback={words().because[props.view.because ?? ''] ?? words().mic.blocked}
            >
              <Show when={props.view.heard} fallback={words().hint}>
                {(heard) => (
                  <>
                    <Show when={heard().answered}>
                      <span class="talk-said">{words().heard(heard().text)}</span>{' '}
                    </Show>
                    {heard().answer}
                  </>
                )}
              </Show>
            </Show>
          </Show>
        </p>
        <Show when={isSaid() && !props.view.thinking && props.view.heard?.confirm}>
          {(label) => (
            <Button look="strong" onClick={() => props.actions.confirm()}>
              {label()}
            </Button>
          )}
        </Show>
      </div>
      <Show when={props.view.intent}>
        {(intent) => (
          <data class="heard" data-testid="intent" value={intent()} aria-hidden="true">
            {intent()}
          </data>
        )}
      </Show>
    </div>
  )
}

function MicrophoneSign(props: { crossed: boolean }) {
  return (
    <svg class="talk-sign" viewBox="0 0 24 24" aria-hidden="true">
      <rect x="9" y="3" width="6" height="11" rx="3" />
      <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
      <Show when={props.crossed}>
        <path d="M4 4 20 20" />
      </Show>
    </svg>
  )
}

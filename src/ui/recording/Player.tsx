import { For, Show } from 'solid-js'
import { clock, dayAndTime } from '../lib/format.ts'
import { Button } from '../parts/Button.tsx'
import { useWords } from '../strings/index.ts'
import { useRecordingWords } from '../strings/recording.ts'
import { running } from './running.ts'
import type { PlayerActions, PlayerView } from './view.ts'
import './recording.css'

/** Listening: by time, by who came and went, and by what was shown and noted. */
export function Player(props: { view: PlayerView; actions: PlayerActions }) {
  const words = useRecordingWords()
  const { lang } = useWords()
  const here = () => {
    const at = props.view.positionMs
    return props.view.chapters.findLastIndex(({ offsetMs }) => offsetMs <= at)
  }
  return (
    <section class="player" aria-label={words().minutes.of(dayAndTime(props.view.fromMs, lang()))}>
      <p class="player-title">{words().minutes.of(dayAndTime(props.view.fromMs, lang()))}</p>
      <Show when={props.view.lengthMs > 0} fallback={<p role="status">{words().player.nothing}</p>}>
        <div class="player-bar">
          <Button
            look="strong"
            onClick={() => (props.view.isPlaying ? props.actions.pause() : props.actions.play(props.view.positionMs))}
          >
            {props.view.isPlaying ? words().player.pause : words().player.play}
          </Button>
          <span class="player-time">
            {running(props.view.positionMs)} / {running(props.view.lengthMs)}
          </span>
        </div>
        <input
          class="player-seek"
          type="range"
          min="0"
          max={props.view.lengthMs}
          step="1000"
          value={props.view.positionMs}
          aria-label={words().player.position}
          aria-valuetext={running(props.view.positionMs)}
          onChange={(event) => props.actions.play(event.currentTarget.valueAsNumber)}
        />
      </Show>
      <Show when={props.view.damaged > 0}>
        <p role="status">{words().player.damaged(props.view.damaged)}</p>
      </Show>
      <Show when={props.view.isCut}>
        <p role="status">{words().player.cut}</p>
      </Show>
      <ol class="player-chapters" role="list" aria-label={words().player.chapters}>
        <For each={props.view.chapters}>
          {(chapter, at) => (
            <li aria-current={at() === here() ? 'true' : undefined}>
              <Show
                when={chapter.names}
                fallback={
                  <p class="player-closed">
                    <time>{clock(chapter.atMs, lang())}</time> {words().player.notYours}
                  </p>
                }
              >
                {(names) => (
                  <Button look="quiet" onClick={() => props.actions.play(chapter.offsetMs)}>
                    <time>{clock(chapter.atMs, lang())}</time> {words().player.here(names())}
                  </Button>
                )}
              </Show>
            </li>
          )}
        </For>
      </ol>
      <Show when={props.view.lines.length > 0}>
        <ol class="player-chapters" role="list" aria-label={words().player.lines}>
          <For each={props.view.lines}>
            {(line) => (
              <li>
                <Button look="quiet" onClick={() => props.actions.play(line.offsetMs)}>
                  <time>{clock(line.atMs, lang())}</time> {words().player[line.what](line.words, line.byName)}
                </Button>
              </li>
            )}
          </For>
        </ol>
      </Show>
      <Button onClick={() => props.actions.close()}>{words().player.close}</Button>
    </section>
  )
}

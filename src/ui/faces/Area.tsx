import { createEffect, createSignal, For, Show } from 'solid-js'
import { Button } from '../parts/Button.tsx'
import { useFaceWords } from '../strings/faces.ts'
import type { Corner, Preview } from './view.ts'

const WHOLE: readonly Corner[] = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]
/** One press of an arrow key, in parts of the picture. */
const STEP = 0.02

/** The camera's picture with the faces in it, and the four corners of the room, to be dragged or moved by arrow keys. */
export function Area(props: {
  area: readonly Corner[]
  preview: Preview | undefined
  onArea: (area: readonly Corner[]) => void
}) {
  const words = useFaceWords()
  const [draft, setDraft] = createSignal<readonly Corner[]>()
  const corners = () => draft() ?? (props.area.length === 4 ? props.area : WHOLE)
  let picture!: HTMLDivElement

  const move = (at: number, to: Corner) =>
    setDraft(corners().map((corner, i) => (i === at ? { x: part(to.x), y: part(to.y) } : corner)))
  const keep = () => {
    const now = draft()
    if (now) props.onArea(now)
  }
  const drag = (at: number, event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const { left, top, width, height } = picture.getBoundingClientRect()
    move(at, { x: (event.clientX - left) / width, y: (event.clientY - top) / height })
  }
  const press = (at: number, event: KeyboardEvent) => {
    const by = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key]
    const corner = corners()[at]
    if (!by || !corner) return
    event.preventDefault()
    move(at, { x: corner.x + (by[0] ?? 0), y: corner.y + (by[1] ?? 0) })
    keep()
  }
  return (
    <div class="area">
      <p class="field-label" id="area-label">
        {words().settings.area}
      </p>
      <div class="area-picture" role="group" aria-labelledby="area-label" ref={picture}>
        <Show when={props.preview?.stream}>
          {(stream) => (
            <video
              autoplay
              muted
              playsinline
              aria-hidden="true"
              ref={(video) => {
                createEffect(() => {
                  video.srcObject = stream()
                })
              }}
            />
          )}
        </Show>
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          <path class="area-outside" fill-rule="evenodd" d={`M0 0H1V1H0Z${outline(corners())}`} />
          <path class="area-line" d={outline(corners())} />
        </svg>
        <For each={props.preview?.boxes ?? []}>
          {(box) => (
            <span
              class="area-face"
              style={{
                left: percent(box.x),
                top: percent(box.y),
                width: percent(box.width),
                height: percent(box.height),
              }}
            >
              <small>
                {box.trouble
                  ? `${words().ask.trouble[box.trouble]} (${box.px} px)`
                  : (box.name ?? words().sees.someone(1))}
              </small>
            </span>
          )}
        </For>
        <For each={[0, 1, 2, 3]}>
          {(at) => (
            <button
              type="button"
              class="area-corner"
              aria-label={words().settings.corner(at + 1)}
              style={{ left: percent(corners()[at]?.x ?? 0), top: percent(corners()[at]?.y ?? 0) }}
              onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
              onPointerMove={(event) => drag(at, event)}
              onPointerUp={keep}
              onKeyDown={(event) => press(at, event)}
            />
          )}
        </For>
      </div>
      <p class="field-help">{words().settings.areaExplain}</p>
      <Button
        onClick={() => {
          setDraft(WHOLE)
          props.onArea(WHOLE)
        }}
      >
        {words().settings.areaWhole}
      </Button>
    </div>
  )
}

const part = (value: number) => Math.min(1, Math.max(0, value))
const percent = (value: number) => `${value * 100}%`
const outline = (corners: readonly Corner[]) => `M${corners.map(({ x, y }) => `${x} ${y}`).join('L')}Z`

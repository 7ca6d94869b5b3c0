import { createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import './membrane.css'

export type Pore = { id: string; label: string; moving: boolean }

/**
 * The wall of the room, around every screen. Solid: nothing leaves. Dashed: the helper is away. Inset: a recording runs.
 * A pore stands where a treaty lets something pass, and moves while it does.
 */
export function Membrane(props: {
  dashed?: boolean
  neutral?: boolean
  quiet?: boolean
  /** What the band says of a recording; `resting`: it does not run, and the band is as always. */
  recording?: string | undefined
  resting?: boolean
  pores?: readonly Pore[]
  /** While a room is being made its wall closes bit by bit: 0 to 1. */
  closed?: number
}) {
  return (
    <div
      class="membrane"
      classList={{
        'is-neutral': props.neutral ?? false,
        'is-quiet': props.quiet ?? false,
        'is-recording': props.recording !== undefined && !props.resting,
        'is-resting': props.resting ?? false,
        'is-closing': props.closed !== undefined,
      }}
      aria-hidden="true"
    >
      <Show when={props.dashed} fallback={<Solid closed={props.closed} />}>
        <Dashed />
      </Show>
      <For each={props.pores ?? []}>
        {(pore) => (
          <span class="pore" classList={{ 'is-moving': pore.moving }}>
            <span>{pore.label}</span>
          </span>
        )}
      </For>
      <Show when={props.recording}>{(words) => <span class="membrane-recording">{words()}</span>}</Show>
    </div>
  )
}

function Solid(props: { closed: number | undefined }) {
  return (
    <svg class="membrane-band" width="100%" height="100%">
      <rect width="100%" height="100%" fill="none" class="membrane-track" />
      <rect
        width="100%"
        height="100%"
        fill="none"
        pathLength="1"
        style={{ '--closed': props.closed === undefined ? '1' : String(props.closed) }}
      />
    </svg>
  )
}

/** A whole number of dashes to a side, so that every corner is closed. */
function Dashed() {
  let band!: SVGSVGElement
  const [counts, setCounts] = createSignal({ across: 20, down: 12 })
  onMount(() => {
    const count = () => {
      // Half of the stroke's width is the band's, and only a resolved length comes in pixels.
      const pitch = (PITCH * Number.parseFloat(getComputedStyle(band).strokeWidth)) / 2
      const dashes = (length: number) => Math.max(2, Math.round(length / pitch)) + CORNERS
      setCounts({ across: dashes(band.clientWidth), down: dashes(band.clientHeight) })
    }
    const resized = new ResizeObserver(count)
    resized.observe(band)
    onCleanup(() => resized.disconnect())
  })
  return (
    <svg class="membrane-band is-dashed" width="100%" height="100%" ref={band}>
      <line x2="100%" pathLength={counts().across} />
      <line y1="100%" x2="100%" y2="100%" pathLength={counts().across} />
      <line y2="100%" pathLength={counts().down} />
      <line x1="100%" x2="100%" y2="100%" pathLength={counts().down} />
    </svg>
  )
}

/** One dash and one gap, in widths of the band. */
const PITCH = 5
/** What the two dashes at the ends of a side add to a whole number of pitches; see membrane.css. */
const CORNERS = 0.46

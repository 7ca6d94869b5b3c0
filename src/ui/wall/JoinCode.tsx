import { createEffect, createSignal, onCleanup, onMount } from 'solid-js'
import { sharpSize } from '../lib/code-size.ts'
import { Qr } from '../parts/Qr.tsx'
import { useScreenWords } from '../strings/screen.ts'

/** Of the wall's height: what a camera at three metres needs. */
const LEAST = 0.3

/** How to come in: the code for a camera, as large as there is room for, and the same to type. */
export function JoinCode(props: { join: { url: string; code: string } }) {
  const { t } = useScreenWords()
  const [room, setRoom] = createSignal(0)
  const [modules, setModules] = createSignal(0)
  let box!: HTMLDivElement
  let code!: HTMLDivElement
  onMount(() => {
    const resized = new ResizeObserver(() => setRoom(Math.min(box.clientWidth, box.clientHeight)))
    resized.observe(box)
    onCleanup(() => resized.disconnect())
  })
  createEffect(() => {
    if (room() === 0 || modules() === 0) return
    code.style.setProperty('width', `${sharpSize(room(), modules(), devicePixelRatio, LEAST * innerHeight)}px`)
    standOnWholePixels(code)
  })
  return (
    <div class="join">
      <div class="join-box" ref={box}>
        <div class="join-code" ref={code} data-testid="join-qr" data-url={props.join.url}>
          <Qr text={props.join.url} label={t().wall.joinTitle} onModules={setModules} />
        </div>
      </div>
      <p class="join-words">
        {t().wall.joinType} <b data-testid="join-code">{props.join.code}</b>
      </p>
    </div>
  )
}

function standOnWholePixels(element: HTMLElement): void {
  element.style.setProperty('translate', 'none')
  const { x, y } = element.getBoundingClientRect()
  const off = (at: number) => Math.round(at * devicePixelRatio) / devicePixelRatio - at
  element.style.setProperty('translate', `${off(x)}px ${off(y)}px`)
}

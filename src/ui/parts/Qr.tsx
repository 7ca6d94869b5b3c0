import { createEffect, createSignal, onCleanup } from 'solid-js'
import { codePath, type CodePath } from '../lib/code-path.ts'
import './qr.css'

/** A code to scan: black on white on both grounds, because cameras expect it. */
export function Qr(props: { text: string; label: string; onModules?: (modules: number) => void }) {
  // Not a resource: while the drawing code loads, the wall around it must not wait.
  const [code, setCode] = createSignal<CodePath>({ d: '', modules: 33 })
  createEffect(() => {
    let wanted = true
    onCleanup(() => (wanted = false))
    void codePath(props.text).then((drawn) => wanted && setCode(drawn)) // loading a file of our own: no failure to tell
  })
  createEffect(() => props.onModules?.(code().modules))
  return (
    <svg class="qr" role="img" aria-label={props.label} viewBox={`0 0 ${code().modules} ${code().modules}`}>
      <rect class="qr-paper" width={code().modules} height={code().modules} />
      <path class="qr-ink" d={code().d} />
    </svg>
  )
}

import { createResource } from 'solid-js'
import { codePath } from '../lib/code-path.ts'
import './qr.css'

/** A code to scan: black on white on both grounds, because cameras expect it. */
export function Qr(props: { text: string; label: string; onModules?: (modules: number) => void }) {
  const [code] = createResource(
    () => props.text,
    async text => {
      const drawn = await codePath(text)
      props.onModules?.(drawn.modules)
      return drawn
    },
  )
  const modules = () => code.latest?.modules ?? 33
  return (
    <svg class="qr" role="img" aria-label={props.label} viewBox={`0 0 ${modules()} ${modules()}`}>
      <rect class="qr-paper" width={modules()} height={modules()} />
      <path class="qr-ink" d={code.latest?.d ?? ''} />
    </svg>
  )
}

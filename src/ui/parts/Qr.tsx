import { createResource } from 'solid-js'
import './qr.css'

/** A code to scan: black on white on both grounds, because cameras expect it, with its quiet zone inside. */
export function Qr(props: { text: string; label: string }) {
  const [path] = createResource(() => props.text, draw)
  const size = () => path.latest?.size ?? 33 + 2 * QUIET
  return (
    <svg class="qr" role="img" aria-label={props.label} viewBox={`0 0 ${size()} ${size()}`} shape-rendering="crispEdges">
      <rect class="qr-paper" width={size()} height={size()} />
      <path class="qr-ink" d={path.latest?.d ?? ''} />
    </svg>
  )
}

/** In modules. The standard asks for four; two of ours plus the white card around it leave larger modules to the camera. */
const QUIET = 3

/** One path of horizontal runs: few nodes, and no seams between modules. */
async function draw(text: string): Promise<{ d: string; size: number }> {
  // Only a wall draws codes: a visitor's phone never loads this.
  const { generate, correction } = await import('lean-qr')
  const code = generate(text, { minCorrectionLevel: correction.L, maxCorrectionLevel: correction.Q })
  let d = ''
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (!code.get(x, y)) continue
      const from = x
      while (x + 1 < code.size && code.get(x + 1, y)) x++
      d += `M${from + QUIET} ${y + QUIET}h${x - from + 1}v1h${from - x - 1}z`
    }
  }
  return { d, size: code.size + 2 * QUIET }
}

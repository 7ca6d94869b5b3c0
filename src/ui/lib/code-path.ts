/** In modules. The standard asks for four; readers need less, and larger modules are worth more at three metres. */
const QUIET = 2

export type CodePath = { d: string; modules: number }

/** A code as one path of horizontal runs: few nodes, and no seams between modules. */
export async function codePath(text: string): Promise<CodePath> {
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
  return { d, modules: code.size + 2 * QUIET }
}

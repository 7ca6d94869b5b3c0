import { createEffect, onCleanup, onMount } from 'solid-js'

/**
 * Sets words as large as their box allows: finds the largest `--fit` (a factor the stylesheet multiplies its type size
 * with) at which nothing overflows, and marks the box `data-tight` when even the least does not do. Measuring beats
 * counting letters: words differ, and so do languages and lines.
 */
export function createFit(options: {
  box: () => HTMLElement
  words: () => unknown
  least: () => number
  /** Whose size matters: the box itself if its size does not follow its words, else what it stands in. */
  watch: (box: HTMLElement) => Element
}): void {
  const fit = () => {
    const box = options.box()
    const fits = (factor: number) => {
      box.style.setProperty('--fit', factor.toFixed(3))
      return box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1
    }
    delete box.dataset['tight']
    if (fits(1)) return
    let [low, high] = [options.least(), 1]
    while (high - low > 0.012) {
      const middle = (low + high) / 2
      if (fits(middle)) low = middle
      else high = middle
    }
    if (!fits(low)) box.dataset['tight'] = ''
  }
  createEffect(() => {
    options.words()
    fit()
  })
  onMount(() => {
    const resized = new ResizeObserver(fit)
    resized.observe(options.watch(options.box()))
    void document.fonts.ready.then(fit) // the fallback face is wider or narrower
    onCleanup(() => resized.disconnect())
  })
}

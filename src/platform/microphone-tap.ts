/* Runs in the browser's sound thread: hands what the microphone hears to the page, in blocks of 20 ms. */

declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void

const BLOCK = 320

class Tap extends AudioWorkletProcessor {
  private block = new Float32Array(BLOCK)
  private filled = 0

  /** The first channel only: a track may claim two, and both are the same microphone. */
  process([input]: Float32Array[][]): boolean {
    for (const sample of input?.[0] ?? []) {
      this.block[this.filled++] = sample
      if (this.filled < BLOCK) continue
      this.port.postMessage(this.block, [this.block.buffer])
      this.block = new Float32Array(BLOCK)
      this.filled = 0
    }
    return true
  }
}
registerProcessor('tap', Tap)

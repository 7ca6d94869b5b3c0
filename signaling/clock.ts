/** Time as the box sees it: tests hand in one they turn by hand. */
export type Clock = {
  nowMs(): number
  /** Runs the task again and again; hands back its stop. */
  every(ms: number, task: () => void | Promise<void>): () => void
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  every(ms, task) {
    const timer = setInterval(() => void task(), ms)
    return () => clearInterval(timer)
  },
}

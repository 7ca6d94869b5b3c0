import { createSignal } from 'solid-js'
import type { Outcome } from '../view.ts'

/** One question to the room at a time: is it under way, and why was the last one refused? */
export function createAsking() {
  const [busy, setBusy] = createSignal(false)
  const [refusal, setRefusal] = createSignal<string>()

  /** True when the room said yes. A second tap while the first is under way does nothing. */
  async function ask(question: () => Promise<Outcome>): Promise<boolean> {
    if (busy()) return false
    setBusy(true)
    setRefusal(undefined)
    try {
      const refused = await question()
      setRefusal(refused)
      return refused === undefined
    } finally {
      setBusy(false)
    }
  }

  const refuse = (reason: string): void => void setRefusal(reason)
  const forgive = (): void => void setRefusal(undefined)
  return { busy, refusal, ask, refuse, forgive }
}

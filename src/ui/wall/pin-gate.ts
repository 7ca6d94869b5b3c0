import { createSignal } from 'solid-js'
import type { Outcome } from '../view.ts'

/** Stands before admin actions: a locked wall asks for the PIN first and then goes on with what was asked. */
export function createPinGate(isLocked: () => boolean) {
  const [answer, setAnswer] = createSignal<(unlocked: boolean) => void>()

  const askPin = () =>
    new Promise<boolean>((resolve) => {
      setAnswer(() => (unlocked: boolean) => {
        setAnswer(undefined)
        resolve(unlocked)
      })
    })

  return {
    /** Set while the PIN is being asked for: whoever draws the question answers here. */
    answer,

    async enter(action: () => void): Promise<void> {
      if (!isLocked() || (await askPin())) action()
    },

    /** The wall may lock itself while a list is open, so the refusal also asks. */
    async ask(question: () => Promise<Outcome>): Promise<Outcome> {
      const outcome = await question()
      if (outcome !== 'wall-locked') return outcome
      return (await askPin()) ? question() : outcome
    },
  }
}

export type PinGate = ReturnType<typeof createPinGate>

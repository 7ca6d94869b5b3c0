import type { ServiceActions } from '../ui/services/view.ts'
import type { Outcome } from '../ui/view.ts'

/** How one device asks for a service: a wall its own desk, a phone its home. */
export type AskService = (kind: string, args: object, on?: string) => Promise<Outcome>

/** What people do with services, on walls and phones alike. */
export function serviceActions(ask: AskService): ServiceActions {
  return {
    turn: (id, on) => ask('switch.set', { switch: id, on }),
    darken: (on) => ask('display.blank', { on }),
    startTimer: (minutes) => ask('timer', { seconds: minutes * 60 }),
    stopTimer: (timer) => ask('timer.stop', { timer }),
    callPage: ({ kind, on }, args) => ask(kind, args, on),
  }
}

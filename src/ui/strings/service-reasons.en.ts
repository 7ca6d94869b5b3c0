import type { Sentence, ServiceReason } from './reasons.ts'

/** Why a service was not done. */
export const serviceReasonsEn: Record<ServiceReason, Sentence> = {
  'no-service': {
    what: 'No device of this room can do that.',
    safe: 'Nothing changed.',
    todo: 'Look in Services for what it can do.',
  },
  'service-away': {
    what: 'The device that does that is not in reach.',
    safe: 'Nothing changed.',
    todo: 'Wake it, then try again.',
  },
  'service-gone': {
    what: 'The device that was doing it left before it answered.',
    safe: 'Everything else is as it was.',
    todo: 'See whether it was done, then try again.',
  },
  'service-late': {
    what: 'It was not done in time, so the room stopped waiting for it.',
    safe: 'Everything else is as it was.',
    todo: 'See whether it was done, then try again.',
  },
  'service-busy': {
    what: 'Too much of that is asked for at once.',
    safe: 'What was asked before is being done.',
    todo: 'Try again in a moment.',
  },
  'service-failed': {
    what: 'The service broke off.',
    safe: 'Everything else is as it was.',
    todo: 'Try again, or tell whoever looks after it.',
  },
  'too-many-timers': {
    what: 'As many timers run as the walls can show.',
    safe: 'They all go on.',
    todo: 'Stop one first.',
  },
  'timer-over': { what: 'That timer is over already.', safe: 'Nothing changed.', todo: 'Start another one.' },
}

/* From what each look at a second of sound says to what goes on in the room: a knock begins once, however often it is looked at. */

/** What the model tells apart. Silence is everything that is none of the others: music, noise, one thud. */
export const LABELS = ['silence', 'speech', 'knock', 'clap', 'alarm'] as const
export type Label = (typeof LABELS)[number]
export type SoundEvent = Exclude<Label, 'silence' | 'speech'>
/** How likely each is, 0 to 1; together 1. */
export type Scores = Readonly<Record<Label, number>>

/**
 * An event begins when so many (`need`) of the last looks (`of`) were surer than `least`, and is over when none was for
 * as many eighths of a second as `rest`. Chosen on one half of the clips, reported on the other: bench/sounds/README.md.
 */
type When = {
  least: number
  need: number
  of: number
  rest: number
  /** Only where no look in as many eighths of a second was as sure of speech as `speech`, for syllables sound like blows. */
  hushed?: { pieces: number; speech: number }
  /**
   * A bright knock is a clap to half of the looks: `together` is what both have to add up to over `of`, and `share` the
   * knock's part of it. Who knocks stops and waits: it is told once it is over, and not where more than `most` of the
   * last three seconds' pieces sounded of it, as drums do.
   */
  blows?: { together: number; share: number; most: number }
}
const WHEN: Readonly<Record<SoundEvent, When>> = {
  knock: {
    ...{ least: 0.6, need: 1, of: 10, rest: 40 },
    ...{ hushed: { pieces: 20, speech: 0.3 }, blows: { together: 6, share: 0.3, most: 16 } },
  },
  clap: { least: 0.6, need: 3, of: 4, rest: 40, hushed: { pieces: 8, speech: 0.5 } },
  // Five seconds: most alarms beep, and the beeps of a smoke alarm are a second and more apart.
  alarm: { least: 0.4, need: 5, of: 20, rest: 40 },
}
const EVENTS = Object.keys(WHEN) as SoundEvent[]
/** Clapping and alarms last: for them the look at every second piece is enough. */
const SPACED = 2
const REMEMBERED = 24
const NOTHING: Scores = { silence: 1, speech: 0, knock: 0, clap: 0, alarm: 0 }

/** Takes what each eighth of a second's look said, undefined where nobody looked, and says which events go on. */
export function makeEpisodes(when = WHEN) {
  let pieces: Scores[] = []
  let spaced: Scores[] = []
  let count = 0
  const going = new Map<SoundEvent, number>()
  return (scores: Scores | undefined): readonly SoundEvent[] => {
    pieces = [...pieces, scores ?? NOTHING].slice(-REMEMBERED)
    const isSpaced = ++count % SPACED === 0 && scores !== undefined
    if (isSpaced) spaced = [...spaced, scores].slice(-REMEMBERED)
    for (const event of EVENTS) {
      const { least, need, of, rest, hushed, blows } = when[event]
      const quiet = going.get(event)
      const isSure = scores !== undefined && scores[event] >= least
      if (quiet !== undefined) {
        if (isSure) going.set(event, 0)
        else if (quiet + 1 >= rest) going.delete(event)
        else going.set(event, quiet + 1)
        continue
      }
      const last = (blows ? pieces : spaced).slice(-of)
      if (last.filter((look) => look[event] >= least).length < need) continue
      if (hushed && pieces.slice(-hushed.pieces).some(({ speech }) => speech >= hushed.speech)) continue
      if (blows ? isKnock(pieces, last, blows) : isSpaced && isSure) going.set(event, 0)
    }
    return EVENTS.filter((event) => going.has(event))
  }
}

function isKnock(pieces: readonly Scores[], last: readonly Scores[], blows: NonNullable<When['blows']>): boolean {
  const both = last.reduce((sum, look) => sum + blowOf(look), 0)
  const knock = last.reduce((sum, look) => sum + look.knock, 0)
  if (both < blows.together || knock < blows.share * both) return false
  const isOver = pieces.slice(-1).every((look) => blowOf(look) < 0.5)
  return isOver && pieces.filter((look) => blowOf(look) >= 0.5).length <= blows.most
}
const blowOf = ({ knock, clap }: Scores) => knock + clap

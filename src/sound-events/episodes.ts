/* From what each look at a second of sound says to what goes on in the room: a knock begins once, however often it is looked at. */

/** What the model tells apart. Silence is everything that is none of the others: music, noise, one thud. */
export const LABELS = ['silence', 'speech', 'knock', 'clap', 'alarm'] as const
export type Label = (typeof LABELS)[number]
export type SoundEvent = Exclude<Label, 'silence' | 'speech'>
/** How likely each is, 0 to 1; together 1. */
export type Scores = Readonly<Record<Label, number>>

/**
 * An event begins when so many (`need`) of the last looks (`of`) were surer than `least`, and is over when none was for
 * as many looks as `rest`; a knock or a clap only where none of them heard speech, whose syllables can sound like either. Looks are a quarter of a second apart while anything is to be heard. Chosen on one half of the
 * clips, reported on the other: bench/sounds/README.md.
 */
const WHEN: Readonly<Record<SoundEvent, { least: number; need: number; of: number; rest: number; hushed: boolean }>> = {
  knock: { least: 0.8, need: 3, of: 4, rest: 20, hushed: true },
  clap: { least: 0.6, need: 3, of: 4, rest: 20, hushed: true },
  // Five seconds: most alarms beep, and the beeps of a smoke alarm are a second and more apart.
  alarm: { least: 0.4, need: 5, of: 20, rest: 20, hushed: false },
}
const EVENTS = Object.keys(WHEN) as SoundEvent[]
/** A look as sure as this of speech heard some. */
const SPEECH = 0.5
const MOST = Math.max(...EVENTS.map((event) => WHEN[event].of))

/** Takes the scores of one look after the other and says which events go on. */
export function makeEpisodes(when = WHEN) {
  let looks: Scores[] = []
  const going = new Map<SoundEvent, number>()
  return (scores: Scores): readonly SoundEvent[] => {
    looks = [...looks, scores].slice(-MOST)
    for (const event of EVENTS) {
      const { least, need, of, rest, hushed } = when[event]
      const isSure = scores[event] >= least
      const quiet = going.get(event)
      if (quiet !== undefined) {
        if (isSure) going.set(event, 0)
        else if (quiet + 1 >= rest) going.delete(event)
        else going.set(event, quiet + 1)
        continue
      }
      const last = looks.slice(-of)
      const isSpoken = hushed && last.some((look) => look.speech >= SPEECH)
      if (isSure && !isSpoken && last.filter((look) => look[event] >= least).length >= need) going.set(event, 0)
    }
    return EVENTS.filter((event) => going.has(event))
  }
}

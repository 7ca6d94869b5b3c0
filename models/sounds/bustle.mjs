// What people and things do in a room, by calculation.
import { RATE_HZ } from './frontend.mjs'
import { add, normal, samples } from './room.mjs'
import { struck, burst, makeRap, makeClap } from './sounds.mjs'

/** @typedef {import('./sounds.mjs').Chance} Chance */

/** What people and things do in a room that asks for nothing. @param {Chance} c @param {number} seconds */
export function bustle(c, seconds) {
  const out = new Float32Array(samples(seconds))
  const at = () => samples(c.between(0, seconds)) - 1_600
  switch (
    c.one([
      'thud',
      'thud',
      'steps',
      'keys',
      'keys',
      'clatter',
      'clatter',
      'cough',
      'rustle',
      'slide',
      'drop',
      'blip',
      'chimes',
      'chimes',
      'chimes',
      'clap',
      'glass',
    ])
  ) {
    case 'thud':
      return add(out, normal(makeRap(c)()), at(), 1)
    case 'clap':
      return add(out, normal(makeClap(c)()), at(), 1)
    case 'chimes': {
      // What a machine says it has done by, and bars that are struck: tones, where a rap is a thud.
      const [decay, overtone, gap] = [c.octaves(0.03, 0.8), c.one([2, 2.76, 3, 4]), c.octaves(0.07, 0.45)]
      const root = c.octaves(200, 2_500)
      for (let [n, t] = [c.whole(1, 5), c.between(-0.5, 0.7)]; n > 0; n--, t += gap * c.between(0.9, 1.1)) {
        const hz = root * 2 ** (c.whole(-7, 7) / 12)
        const bar = struck(
          c,
          [
            [hz, decay, 1],
            [hz * overtone, decay / 2, c.between(0, 0.7)],
          ],
          Math.min(1, decay * 5),
        )
        add(out, normal(bar), Math.round(t * RATE_HZ), c.between(0.4, 1))
      }
      return out
    }
    case 'steps': {
      const step = makeRap(c)
      for (let t = c.between(-0.5, 0.4); t < seconds; t += c.between(0.42, 0.75))
        add(out, normal(step()), Math.round(t * RATE_HZ), c.between(0.5, 1))
      return out
    }
    case 'keys': {
      for (let t = c.between(-0.1, 0.3); t < seconds; t += c.octaves(0.05, 0.35)) {
        const click = burst(c, {
          hz: c.octaves(1_500, 6_500),
          q: c.between(0.6, 3),
          attack: 0.0003,
          decay: c.octaves(0.0008, 0.005),
          seconds: 0.04,
        })
        add(click, struck(c, [[c.octaves(150, 500), 0.008, 0.1]], 0.04), 0, c.next())
        add(out, normal(click), Math.round(t * RATE_HZ), c.octaves(0.2, 1))
        add(out, normal(click), Math.round((t + c.between(0.04, 0.1)) * RATE_HZ), c.octaves(0.05, 0.5))
      }
      return out
    }
    case 'clatter':
    case 'glass': {
      for (let n = c.whole(1, 9); n > 0; n--) {
        const modes = Array.from({ length: c.whole(3, 8) }, () => /** @type {[number, number, number]} */ ([
          c.octaves(900, 7_000),
          c.octaves(0.02, 0.35),
          c.between(0.1, 1),
        ]))
        const hit = struck(c, modes, 0.6)
        add(hit, burst(c, { hz: 4_000, q: 0.6, attack: 0.0003, decay: 0.003, seconds: 0.05 }), 0, c.between(0.5, 3))
        add(out, normal(hit), at(), c.octaves(0.2, 1))
      }
      return out
    }
    case 'cough': {
      for (let [n, t] = [c.whole(1, 3), c.between(-0.1, 0.5)]; n > 0; n--, t += c.between(0.25, 0.5)) {
        const shape = { attack: c.between(0.005, 0.03), decay: c.between(0.05, 0.14), seconds: 0.4 }
        const cough = burst(c, { hz: c.octaves(400, 1_200), q: c.between(1, 3), ...shape })
        add(cough, burst(c, { hz: c.octaves(1_500, 3_500), q: 1, ...shape }), 0, c.between(0.3, 1))
        add(out, normal(cough), Math.round(t * RATE_HZ), c.between(0.5, 1))
      }
      return out
    }
    case 'rustle': {
      for (let t = -0.1; t < seconds; t += c.between(0.02, 0.2))
        add(
          out,
          burst(c, {
            hz: c.octaves(2_000, 7_000),
            q: c.between(0.4, 1),
            attack: c.between(0.005, 0.05),
            decay: c.between(0.01, 0.08),
            seconds: 0.2,
          }),
          Math.round(t * RATE_HZ),
          c.octaves(0.1, 1),
        )
      return out
    }
    case 'slide':
      return add(
        out,
        burst(c, {
          hz: c.octaves(200, 3_000),
          q: c.between(0.5, 4),
          attack: c.between(0.05, 0.4),
          decay: c.between(0.1, 0.4),
          seconds: 1,
        }),
        at(),
        1,
      )
    case 'drop': {
      const hit = makeRap(c)
      for (
        let [t, gap, gain] = [c.between(0, 0.5), c.between(0.1, 0.3), 1];
        gap > 0.015 && t < seconds;
        t += gap, gap *= c.between(0.5, 0.75), gain *= 0.65
      )
        add(out, normal(hit()), Math.round(t * RATE_HZ), gain)
      return out
    }
    default: {
      // One short tone, as a machine makes that has done something.
      const hz = c.octaves(400, 4_000)
      return add(
        out,
        struck(
          c,
          [
            [hz, c.octaves(0.03, 0.3), 1],
            [hz * c.one([1.5, 2, 3]), 0.1, c.next()],
          ],
          0.5,
        ),
        at(),
        1,
      )
    }
  }
}

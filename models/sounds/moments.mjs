// One second of a made-up room after the other, each with what it is.
import { RATE_HZ, WINDOW } from './frontend.mjs'
import { bustle } from './bustle.mjs'
import { add, inRoom, makeRoom, normal } from './room.mjs'
import { alarm, makeClap, makeRap, music, noise } from './sounds.mjs'

/** @typedef {import('./sounds.mjs').Chance} Chance */
const SHARES = { silence: 0.38, speech: 0.22, knock: 0.13, clap: 0.12, alarm: 0.15 }

/** @param {Chance} c @param {Float32Array[]} voices @returns {{ label: string, samples: Float32Array }} */
export function moment(c, voices) {
  for (;;) {
    const label = drawn(c)
    const made = label === 'silence' ? nothing(c) : event(c, label, voices)
    if (made) return { label, samples: heardBy(c, made) }
  }
}

/** @param {Chance} c */
function drawn(c) {
  let at = c.next()
  for (const [label, share] of Object.entries(SHARES)) if ((at -= share) < 0) return label
  return 'silence'
}

/** None of the sounds that mean something. @param {Chance} c */
function nothing(c) {
  const kind = c.next()
  const ground = noise(c, 1)
  if (kind < 0.2) return at(ground, c.between(-75, -15))
  const what = kind < 0.45 ? music(c, 1) : bustle(c, 1)
  return over(c, c.often(0.6) ? inRoom(what, makeRoom(c)) : what, ground, c.between(10, 50))
}

/** @param {Chance} c @param {string} label @param {Float32Array[]} voices */
function event(c, label, voices) {
  const ground = noise(c, 1)
  if (label === 'speech') {
    const voice = spoken(c, voices, c.often(0.35) ? 0.06 : 0.35)
    return voice && over(c, c.often(0.7) ? inRoom(voice, makeRoom(c)) : voice, ground, c.between(3, 45))
  }
  if (c.often(0.2))
    add(ground, normal(c.often(0.5) ? (spoken(c, voices) ?? ground) : music(c, 1)), 0, rms(ground) * c.octaves(0.5, 4))
  if (label === 'alarm') {
    const dry = alarm(c, 1)
    const wet = c.often(0.7) ? inRoom(dry, makeRoom(c)) : dry
    // A second that falls into a pause is nobody's.
    return loudPart(dry) < 0.22 ? undefined : over(c, wet, ground, c.between(8, 50))
  }
  const dry = new Float32Array(WINDOW)
  const many = blows(c, dry, label)
  if (many < 2) return undefined
  return over(c, c.often(0.75) ? inRoom(dry, makeRoom(c)) : dry, ground, c.between(14, 55))
}

/** Puts raps or claps into a second; tells how many are in it. Two at least: one alone is anything. */
function blows(/** @type {Chance} */ c, /** @type {Float32Array} */ into, /** @type {string} */ label) {
  const strike = label === 'knock' ? makeRap(c) : makeClap(c)
  const every = label === 'knock' ? c.octaves(0.1, 0.38) : c.octaves(0.13, 0.6)
  const jitter = c.between(0, 0.18)
  const isApplause = label === 'clap' && c.often(0.2)
  const hands = isApplause
    ? Array.from({ length: c.whole(3, 14) }, () => ({
        strike: makeClap(c),
        every: c.between(0.15, 0.35),
        gain: c.octaves(0.15, 1),
      }))
    : [{ strike, every, gain: 1 }]
  let many = 0
  for (const { strike: blow, every: gap, gain } of hands) {
    const most = isApplause ? 20 : label === 'knock' ? c.whole(2, 7) : c.whole(2, 8)
    let t = isApplause ? c.between(-0.3, 0.2) : c.between(-0.9, 0.9)
    for (let n = 0; n < most && t < 1; n++, t += gap * c.between(1 - jitter, 1 + jitter)) {
      if (t > -0.005 && t < 0.95) many++
      add(into, normal(blow()), Math.round(t * RATE_HZ), gain * c.between(0.55, 1))
    }
  }
  return many
}

/** A second of somebody who speaks for `least` of it. @param {Chance} c @param {Float32Array[]} voices */
function spoken(c, voices, least = 0.35) {
  const voice = c.one(voices)
  const from = c.whole(-14_000, Math.max(0, voice.length - 2_000))
  // Taller and shorter people than the few voices are.
  const size = c.octaves(0.82, 1.22)
  const part = Float32Array.from({ length: WINDOW }, (_, i) => {
    const at = from + i * size
    const before = Math.floor(at)
    const sample = voice[before] ?? 0
    return sample + ((voice[before + 1] ?? 0) - sample) * (at - before)
  })
  return loudest(part) < 0.02 || loudPart(part) < least ? undefined : part
}

/** How much of it is within 25 dB of its loudest. @param {Float32Array} all */
function loudPart(all) {
  const powers = Array.from({ length: 50 }, (_, n) => rms(all.subarray(n * 320, n * 320 + 320)) ** 2)
  const most = Math.max(...powers, 1e-9)
  return powers.filter((power) => power > most * 0.003).length / powers.length
}

/** @param {Float32Array} all */
const loudest = (all) => all.reduce((most, x) => Math.max(most, Math.abs(x)), 0)

/** A sound over a room's own noise: its loudest against the noise all in all, in dB. */
function over(
  /** @type {Chance} */ c,
  /** @type {Float32Array} */ what,
  /** @type {Float32Array} */ ground,
  /** @type {number} */ db,
) {
  const loud = normal(what)
  add(loud, ground, 0, 10 ** (-db / 20) / Math.max(1e-9, rms(ground)))
  return at(loud, c.between(-32, -1))
}
/** @param {Float32Array} all @param {number} db of its loudest sample */
const at = (all, db) => normal(all).map((x) => x * 10 ** (db / 20))
/** @param {Float32Array} all */
const rms = (all) => Math.sqrt(all.reduce((sum, x) => sum + x * x, 0) / Math.max(1, all.length))

/** As a tablet's microphone hears it: duller or thinner, now and then too loud for it. @param {Chance} c */
function heardBy(c, /** @type {Float32Array} */ all) {
  const [dull, thin] = [c.often(0.5) ? c.between(0.25, 1) : 1, c.often(0.5) ? c.octaves(0.005, 0.12) : 0]
  const drive = c.often(0.1) ? c.between(2, 8) : 0
  let [low, base] = [0, 0]
  return all.map((x) => {
    low += dull * (x - low)
    base += thin * (low - base)
    const y = low - base
    return (drive ? Math.tanh(y * drive) / drive : y) + 1e-5 * c.gauss()
  })
}

// Sounds by calculation: what rooms sound like where nobody has recorded them. All chance comes from one seed.
import { RATE_HZ } from './frontend.mjs'
import { add, normal, samples } from './room.mjs'

/** @param {number} seed */
export function makeChance(seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (/** @type {number} */ a, /** @type {number} */ b) => a + (b - a) * next()
  return {
    next,
    between,
    /** Even in octaves or dB. */
    octaves: (/** @type {number} */ a, /** @type {number} */ b) => a * (b / a) ** next(),
    whole: (/** @type {number} */ a, /** @type {number} */ b) => Math.floor(between(a, b + 1)),
    /** @template T @param {readonly T[]} all @returns {T} */
    one: (all) => all[Math.floor(next() * all.length)],
    often: (/** @type {number} */ p) => next() < p,
    gauss: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  }
}
/** @typedef {ReturnType<typeof makeChance>} Chance */

/** Resonances that ring out: what is struck. @param {Chance} c @param {[hz: number, decay: number, gain: number][]} modes @param {number} seconds */
export function struck(c, modes, seconds) {
  const out = new Float32Array(samples(seconds))
  for (const [hz, decay, gain] of modes) {
    const [w, phase, fall] = [(2 * Math.PI * hz) / RATE_HZ, c.between(0, 6.28), Math.exp(-1 / (decay * RATE_HZ))]
    let level = gain
    for (let i = 0; i < out.length; i++) {
      out[i] += level * Math.sin(w * i + phase) * Math.min(1, i / 8)
      level *= fall
    }
  }
  return out
}

/**
 * Noise that rises and rings out, through one resonance.
 * @param {Chance} c
 * @param {{ hz: number, q: number, attack: number, decay: number, seconds: number }} how attack, decay and the whole in seconds
 */
export function burst(c, { hz, q, attack, decay, seconds }) {
  const out = new Float32Array(samples(seconds))
  const w = (2 * Math.PI * Math.min(hz, 7_500)) / RATE_HZ
  const r = Math.exp(-w / (2 * q))
  let [y1, y2, x1, x2] = [0, 0, 0, 0]
  for (let i = 0; i < out.length; i++) {
    const t = i / RATE_HZ
    const x = c.gauss() * (t < attack ? t / attack : Math.exp((attack - t) / decay))
    const y = 2 * r * Math.cos(w) * y1 - r * r * y2 + (x - x2) * (1 - r)
    ;[y2, y1, x2, x1] = [y1, y, x1, x]
    out[i] = y
  }
  return out
}

/** One rap of a knuckle on a door or a table. @param {Chance} c */
export function makeRap(c) {
  const base = c.octaves(90, 700)
  const modes = Array.from({ length: c.whole(4, 9) }, (_, n) => ({
    hz: base * (n === 0 ? 1 : c.octaves(1.2, 10)),
    decay: c.octaves(0.006, n === 0 ? 0.05 : 0.03),
    gain: n === 0 ? 1 : c.octaves(0.08, 0.9),
  }))
  const click = {
    hz: c.octaves(600, 3_500),
    q: c.between(0.5, 2),
    attack: 0.0005,
    decay: c.octaves(0.001, 0.006),
    seconds: 0.05,
  }
  const clickGain = c.octaves(0.3, 4)
  return () => {
    const rap = struck(
      c,
      modes.map(({ hz, decay, gain }) => [hz * c.between(0.99, 1.01), decay, gain * c.between(0.7, 1.3)]),
      0.25,
    )
    return add(rap, burst(c, click), 0, clickGain)
  }
}

/** One clap of two hands. @param {Chance} c */
export function makeClap(c) {
  const shape = {
    hz: c.octaves(700, 3_000),
    q: c.between(0.6, 3),
    attack: c.octaves(0.0003, 0.003),
    decay: c.octaves(0.003, 0.02),
    seconds: 0.2,
  }
  const second = {
    ...shape,
    hz: c.octaves(1_500, 6_000),
    q: c.between(0.4, 1.5),
    decay: shape.decay * c.between(0.4, 1.2),
  }
  const gain = c.between(0.2, 1.2)
  return () => {
    const made = burst(c, { ...shape, hz: shape.hz * c.between(0.93, 1.07) })
    add(made, burst(c, second), 0, gain)
    // Palms that do not meet at once.
    if (c.often(0.3)) add(made, burst(c, shape), samples(c.between(0.004, 0.015)), c.between(0.3, 1))
    return made
  }
}

/** Something that calls for attention until somebody comes. @param {Chance} c @param {number} seconds */
export function alarm(c, seconds) {
  const out = new Float32Array(samples(seconds))
  const kind = c.one(['beeps', 'beeps', 'steady', 'sweep', 'two-tone', 'bell', 'buzzer'])
  const harmonics = kind === 'buzzer' ? c.whole(6, 14) : c.whole(1, 4)
  const shares = Array.from({ length: harmonics }, (_, n) =>
    n === 0 ? 1 : c.between(0.05, 0.8) / (kind === 'buzzer' ? 1 : n + 1),
  )
  const top =
    kind === 'buzzer'
      ? c.octaves(200, 1_200)
      : kind === 'beeps' || kind === 'steady'
        ? c.octaves(700, 4_200)
        : c.octaves(500, 3_200)
  if (kind === 'bell') {
    const modes = Array.from({ length: 6 }, () => /** @type {[number, number, number]} */ ([
      c.octaves(900, 6_500),
      c.octaves(0.08, 0.5),
      c.between(0.2, 1),
    ]))
    const every = c.between(0.035, 0.09)
    for (let t = -0.3; t < seconds; t += every * c.between(0.92, 1.08))
      add(out, struck(c, modes, 0.4), Math.round(t * RATE_HZ), c.between(0.6, 1))
    return out
  }
  // On and off: the groups and pauses of clocks, smoke alarms and machines that want something.
  const on = kind === 'beeps' ? c.octaves(0.045, 0.6) : Infinity
  const off = on * c.between(0.6, 1.3)
  const group = kind === 'beeps' && c.often(0.6) ? c.whole(2, 5) : 1e9
  const pause = c.between(0.25, 0.7)
  const rate = kind === 'two-tone' ? c.octaves(0.8, 6) : c.octaves(0.4, 7)
  const depth = kind === 'sweep' ? c.between(0.25, 1) : kind === 'two-tone' ? c.between(0.15, 0.5) : 0
  const isSaw = c.often(0.4)
  const buzz = kind === 'buzzer' && c.often(0.5) ? c.between(8, 30) : 0
  let phase = 0
  let t = c.between(0, 2)
  for (let i = 0; i < out.length; i++, t += 1 / RATE_HZ) {
    const turn = (t * rate) % 1
    const bend = kind === 'two-tone' ? (turn < 0.5 ? 1 : 0) : isSaw ? turn : 0.5 - 0.5 * Math.cos(2 * Math.PI * turn)
    phase += (2 * Math.PI * top * (1 - (depth * bend) / (1 + depth))) / RATE_HZ
    const length = group * (on + off) + pause
    const at = on === Infinity ? 0 : t % length
    const inBeep = at % (on + off)
    const isOn = on === Infinity || (at < group * (on + off) && inBeep < on)
    if (!isOn) continue
    const edge = on === Infinity ? 1 : Math.min(1, inBeep / 0.004, (on - inBeep) / 0.004)
    let y = 0
    for (let n = 0; n < harmonics; n++) if (top * (n + 1) < 7_800) y += shares[n] * Math.sin(phase * (n + 1))
    out[i] = y * edge * (buzz ? (Math.sin(2 * Math.PI * buzz * t) > 0 ? 1 : 0.1) : 1)
  }
  return out
}

/** Tunes and chords: tones that are no alarm. @param {Chance} c @param {number} seconds */
export function music(c, seconds) {
  const out = new Float32Array(samples(seconds))
  const root = c.octaves(55, 500)
  const scale = c.one([
    [0, 2, 4, 5, 7, 9, 11, 12],
    [0, 2, 3, 5, 7, 8, 10, 12],
    [0, 2, 4, 7, 9, 12],
  ])
  const beat = c.between(0.12, 0.6)
  const [decay, attack] = [c.octaves(0.05, 1.2), c.octaves(0.004, 0.15)]
  const overtones = Array.from({ length: c.whole(2, 8) }, (_, n) => (n === 0 ? 1 : c.between(0, 1) / n))
  for (let voice = c.whole(1, 4); voice > 0; voice--)
    for (let t = -c.between(0, beat * 2); t < seconds; t += beat * c.one([1, 1, 1, 2, 0.5])) {
      const hz = root * 2 ** ((c.one(scale) + 12 * c.whole(0, 2)) / 12)
      const note = new Float32Array(samples(Math.min(seconds, attack + decay * 3)))
      const vibrato = c.often(0.3) ? c.between(0.002, 0.01) : 0
      for (let i = 0; i < note.length; i++) {
        const s = i / RATE_HZ
        const level = Math.min(1, s / attack) * Math.exp(-Math.max(0, s - attack) / decay)
        const turn = 2 * Math.PI * hz * (s + (vibrato * Math.sin(2 * Math.PI * 5.5 * s)) / 35)
        for (let n = 0; n < overtones.length; n++)
          if (hz * (n + 1) < 7_800) note[i] += level * overtones[n] * Math.sin(turn * (n + 1))
      }
      add(out, note, Math.round(t * RATE_HZ), c.between(0.4, 1))
    }
  // With a drum, which must not be taken for somebody at the door.
  if (c.often(0.5)) {
    const strike = c.often(0.5) ? makeRap(c) : makeClap(c)
    for (let t = c.between(-0.4, 0.2); t < seconds; t += beat * 2)
      add(out, normal(strike()), Math.round(t * RATE_HZ), c.between(0.4, 1.2))
  }
  return out
}

/** Noise of some colour that swells. @param {Chance} c @param {number} seconds */
export function noise(c, seconds) {
  const out = new Float32Array(samples(seconds))
  const [low, high, mix] = [c.octaves(0.003, 0.9), c.octaves(0.01, 0.9), c.next()]
  const [swell, rate, hum] = [
    c.often(0.4) ? c.between(0.2, 0.95) : 0,
    c.octaves(0.3, 12),
    c.often(0.25) ? c.octaves(0.05, 2) : 0,
  ]
  const mains = c.one([50, 60, 100, 120]) * c.between(0.98, 1.02)
  let [a, b] = [0, 0]
  for (let i = 0; i < out.length; i++) {
    const x = c.gauss()
    a += low * (x - a)
    b += high * (x - b)
    const t = i / RATE_HZ
    let y = (a / Math.sqrt(low)) * mix + ((x - b) * (1 - mix)) / 1.2
    if (hum)
      y +=
        hum *
        (Math.sin(2 * Math.PI * mains * t) +
          0.4 * Math.sin(6 * Math.PI * mains * t) +
          0.2 * Math.sin(10 * Math.PI * mains * t))
    out[i] = y * (1 - swell * (0.5 + 0.5 * Math.sin(2 * Math.PI * rate * t)))
  }
  return out
}

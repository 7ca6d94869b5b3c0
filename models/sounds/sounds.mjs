// Sounds by calculation: what rooms sound like where nobody has recorded them. All chance comes from one seed.
import { RATE_HZ } from './frontend.mjs'

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

const samples = (/** @type {number} */ seconds) => Math.max(1, Math.round(seconds * RATE_HZ))

/** Resonances that ring out: what is struck. @param {Chance} c @param {[hz: number, decay: number, gain: number][]} modes */
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

/** Noise that rises and rings out, through one resonance. @param {Chance} c */
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

/** @param {Float32Array} to @param {Float32Array} what */
export function add(to, what, at, gain) {
  for (let i = Math.max(0, -at); i < what.length && at + i < to.length; i++) to[at + i] += gain * what[i]
  return to
}
/** As loud as its loudest sample is 1. @param {Float32Array} all */
export function normal(all) {
  let most = 1e-9
  for (const x of all) most = Math.max(most, Math.abs(x))
  return all.map((x) => x / most)
}

/** A room's answer: the sound itself, and noise that dies away behind it. @param {Chance} c */
export function makeRoom(c) {
  const dies = c.octaves(0.02, 0.14)
  const answer = new Float32Array(samples(Math.min(0.5, dies * 5)))
  const [gain, dull] = [c.octaves(0.01, 0.12), c.between(0.15, 0.9)]
  let low = 0
  for (let i = samples(c.between(0.001, 0.012)); i < answer.length; i++) {
    low += dull * (c.gauss() - low)
    answer[i] = gain * low * Math.exp(-i / (dies * RATE_HZ))
  }
  answer[0] += 1
  return answer
}
/** @param {Float32Array} dry @param {Float32Array} answer */
export function inRoom(dry, answer) {
  const size = 2 ** Math.ceil(Math.log2(dry.length + answer.length))
  const [a, b] = [spectrum(dry, size), spectrum(answer, size)]
  const [re, im] = [new Float64Array(size), new Float64Array(size)]
  for (let k = 0; k < size; k++) {
    re[k] = a.re[k] * b.re[k] - a.im[k] * b.im[k]
    im[k] = -(a.re[k] * b.im[k] + a.im[k] * b.re[k])
  }
  fft(re, im)
  return Float32Array.from({ length: dry.length }, (_, i) => re[i] / size)
}
function spectrum(/** @type {Float32Array} */ x, /** @type {number} */ size) {
  const [re, im] = [new Float64Array(size), new Float64Array(size)]
  re.set(x)
  fft(re, im)
  return { re, im }
}
function fft(/** @type {Float64Array} */ re, /** @type {Float64Array} */ im) {
  const n = re.length
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) {
      ;[re[i], re[j]] = [re[j], re[i]]
      ;[im[i], im[j]] = [im[j], im[i]]
    }
  }
  for (let size = 2; size <= n; size <<= 1) {
    const half = size >> 1
    for (let k = 0; k < half; k++) {
      const [c, s] = [Math.cos((Math.PI * k) / half), Math.sin((Math.PI * k) / half)]
      for (let a = k; a < n; a += size) {
        const b = a + half
        const [x, y] = [re[b] * c + im[b] * s, im[b] * c - re[b] * s]
        re[b] = re[a] - x
        im[b] = im[a] - y
        re[a] += x
        im[a] += y
      }
    }
  }
}

// Sounds that the model did not learn from, by another hand: sox's generators, filters and its reverberation.
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

const sox = (/** @type {(string | number)[]} */ ...args) =>
  execFileSync('sox', ['-R', '-r', '16000', '-n', '-b', '16', ...args.map(String)])

/** Clips of each event in `folder`. @param {string} folder */
export function make(folder) {
  for (const label of ['knock', 'clap', 'alarm', 'silence']) mkdirSync(join(folder, label), { recursive: true })
  const at = (/** @type {string} */ label, /** @type {string | number} */ name) =>
    join(folder, label, `sox-${name}.wav`)
  const rooms = [
    ['reverb', 10],
    ['reverb', 35, 50, 30],
    ['reverb', 60, 40, 70],
  ]
  let n = 0
  for (const room of rooms)
    for (const gap of [0.12, 0.17, 0.24, 0.32])
      for (const [low, high] of [
        [120, 700],
        [250, 1_600],
      ]) {
        // A rap: brown and white noise that is cut off at once, through a band, and a rest.
        const rap = ['synth', 0.03, 'brownnoise', 'synth', 0.03, 'whitenoise', 'mix']
        const file = at('knock', n++)
        sox(
          file,
          ...rap,
          'fade',
          'p',
          0,
          0.03,
          0.028,
          'highpass',
          low ?? 0,
          'lowpass',
          high ?? 0,
          'pad',
          0,
          gap - 0.03,
          'repeat',
          n % 4 === 0 ? 4 : 2,
          'pad',
          0.4,
          1,
          ...room,
          'norm',
          -6 - (n % 5) * 4,
        )
      }
  n = 0
  for (const room of rooms)
    for (const gap of [0.22, 0.3, 0.45, 0.6])
      for (const [band, width] of [
        [1_100, 900],
        [1_900, 1_400],
      ])
        sox(
          at('clap', n++),
          'synth',
          0.02,
          'whitenoise',
          'fade',
          'p',
          0.001,
          0.02,
          0.018,
          'bandpass',
          band ?? 0,
          `${width}h`,
          'pad',
          0,
          gap - 0.02,
          'repeat',
          n % 3 === 0 ? 5 : 3,
          'pad',
          0.4,
          1,
          ...room,
          'norm',
          -6 - (n % 5) * 4,
        )
  n = 0
  const shapes = [
    // A smoke alarm: three beeps and a pause; a clock: four and a pause; a reversing lorry; a wail; a yelp; two tones; a buzzer.
    ['synth', 0.5, 'square', 3_100, 'pad', 0, 0.5, 'repeat', 2, 'pad', 0, 1, 'repeat', 2],
    ['synth', 0.08, 'sine', 2_048, 'pad', 0, 0.07, 'repeat', 3, 'pad', 0, 0.4, 'repeat', 8],
    ['synth', 0.5, 'sine', 1_250, 'pad', 0, 0.5, 'repeat', 8],
    ['synth', 2, 'triangle', '600:1500', 'repeat', 4],
    ['synth', 0.25, 'sawtooth', '700:1700', 'repeat', 32],
    ['synth', 8, 'square', 480, 'tremolo', 20, 80],
    ['synth', 8, 'sine', 2_800],
    ['synth', 0.06, 'square', 1_900, 'pad', 0, 0.06, 'repeat', 70],
  ]
  for (const room of rooms)
    for (const shape of shapes) sox(at('alarm', n++), ...shape, 'lowpass', 6_500, ...room, 'norm', -8 - (n % 5) * 5)
  n = 0
  for (const colour of ['whitenoise', 'pinknoise', 'brownnoise', 'tpdfnoise'])
    for (const level of [-12, -26, -40]) sox(at('silence', `noise-${n++}`), 'synth', 8, colour, 'norm', level)
  // Tunes that are no alarm; a hum; one thud; a clock that ticks.
  for (const chord of [
    ['triangle', 262],
    ['triangle', 440],
    ['sine', 196],
  ])
    sox(at('silence', `tune-${n++}`), 'synth', 1.3, ...chord, 'fade', 'l', 0.01, 1.3, 1.1, 'repeat', 4, 'norm', -12)
  sox(at('silence', `hum-${n++}`), 'synth', 8, 'sine', 50, 'synth', 8, 'sine', 'mix', 150, 'norm', -20)
  sox(
    at('silence', `thud-${n++}`),
    'synth',
    0.05,
    'brownnoise',
    'fade',
    'p',
    0,
    0.05,
    0.045,
    'pad',
    1,
    3,
    'reverb',
    30,
    'norm',
    -6,
  )
  sox(
    at('silence', `tick-${n++}`),
    'synth',
    0.006,
    'whitenoise',
    'highpass',
    2_000,
    'pad',
    0,
    0.994,
    'repeat',
    8,
    'norm',
    -24,
  )
}

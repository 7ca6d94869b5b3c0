import { buildNetwork } from './dlib/network.mjs'
import { readWeights } from './dlib/weights.mjs'
import { soundsGraph } from './sounds/graph.mjs'
import { LABELS } from './sounds/network.mjs'
import { RATE_HZ } from './sounds/frontend.mjs'
import { unpack } from './sounds/weights.mjs'
import { attachMetadata } from './tflite/attach.mjs'
import { withFile } from './tflite/files.mjs'
import { audioMetadata, imageMetadata } from './tflite/metadata.mjs'
import { trim } from './tflite/trim.mjs'

/**
 * One model from its sources: a .tflite that lacks only what MediaPipe wants to know, or says more than is asked of it, or
 * dlib's weights, from which the network is built.
 * @param {{ by: string, mean: number, std: number, answers?: string[] }} made
 * @param {{ name: string, licence: string, author: string }} about
 * @param {Buffer[]} sources
 */
export function convert(made, about, sources) {
  const [first, second] = sources
  if (!first) throw new Error(`${about.name} has no source.`)
  return attachMetadata(network(first), imageMetadata({ ...about, mean: made.mean, std: made.std }))

  function network(/** @type {Buffer} */ first) {
    if (made.by === 'metadata') return new Uint8Array(first)
    if (made.by === 'trim' && made.answers) return trim(first, made.answers)
    if (made.by === 'dlib' && second) return buildNetwork(readWeights(first, second))
    throw new Error(`No way known to make ${about.name} by ${made.by}.`)
  }
}

/**
 * The model of sound events, from the weights that models/sounds/train.mjs wrote.
 * @param {{ name: string, licence: string, author: string }} about @param {string} weights
 */
export function convertSounds(about, weights) {
  const metadata = audioMetadata({ ...about, rateHz: RATE_HZ, labels: 'labels.txt' })
  return withFile(
    attachMetadata(soundsGraph(unpack(JSON.parse(weights))), metadata),
    'labels.txt',
    `${LABELS.join('\n')}\n`,
  )
}

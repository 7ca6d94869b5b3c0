import { Builder } from 'flatbuffers'
import { float32s, offsets, table } from './tables.mjs'

// From TFLite's metadata_schema.fbs: numbers of union members and of enum values.
const NORMALIZATION_OPTIONS = 1
const IMAGE_PROPERTIES = 2
const RGB = 1
const AUDIO_PROPERTIES = 4
const TENSOR_AXIS_LABELS = 2

/**
 * @typedef {object} ImageInput
 * @property {string} name of the model
 * @property {number} mean subtracted from each channel (0 to 255) before division by `std`; MediaPipe takes one value
 *   for all channels
 * @property {number} std
 * @property {string} licence
 * @property {string} author
 */

/**
 * What MediaPipe insists on knowing before it runs a model on a picture: how to normalise the one RGB input.
 * @param {ImageInput} input
 * @returns {Uint8Array} a flatbuffer of its own, to be put into a model by attachMetadata
 */
export function imageMetadata({ name, mean, std, licence, author }) {
  const builder = new Builder(1024)
  const normalization = table(builder, [
    [0, 'offset', float32s(builder, [mean])],
    [1, 'offset', float32s(builder, [std])],
  ])
  const processUnit = table(builder, [
    [0, 'i8', NORMALIZATION_OPTIONS],
    [1, 'offset', normalization],
  ])
  const content = table(builder, [
    [0, 'i8', IMAGE_PROPERTIES],
    [1, 'offset', table(builder, [[0, 'i8', RGB]])],
  ])
  const input = table(builder, [
    [0, 'offset', builder.createString('image')],
    [3, 'offset', content],
    [4, 'offset', offsets(builder, [processUnit])],
  ])
  const subgraph = table(builder, [[2, 'offset', offsets(builder, [input])]])
  const model = table(builder, [
    [0, 'offset', builder.createString(name)],
    [3, 'offset', offsets(builder, [subgraph])],
    [4, 'offset', builder.createString(author)],
    [5, 'offset', builder.createString(licence)],
    [7, 'offset', builder.createString('1.0.0')],
  ])
  builder.finish(model, 'M001')
  return builder.asUint8Array().slice()
}

/**
 * What MediaPipe insists on knowing before it runs a model on sound: how many samples a second of how many channels, and
 * which file, put behind the model by withFiles, names the outputs.
 * @param {{ name: string, rateHz: number, labels: string, licence: string, author: string }} input
 * @returns {Uint8Array} a flatbuffer of its own, to be put into a model by attachMetadata
 */
export function audioMetadata({ name, rateHz, labels, licence, author }) {
  const builder = new Builder(1024)
  const properties = table(builder, [
    [0, 'i32', rateHz],
    [1, 'i32', 1],
  ])
  const content = table(builder, [
    [0, 'i8', AUDIO_PROPERTIES],
    [1, 'offset', properties],
  ])
  const input = table(builder, [
    [0, 'offset', builder.createString('sound')],
    [3, 'offset', content],
  ])
  const file = table(builder, [
    [0, 'offset', builder.createString(labels)],
    [2, 'i8', TENSOR_AXIS_LABELS],
  ])
  const output = table(builder, [
    [0, 'offset', builder.createString('probability')],
    [6, 'offset', offsets(builder, [file])],
  ])
  const subgraph = table(builder, [
    [2, 'offset', offsets(builder, [input])],
    [3, 'offset', offsets(builder, [output])],
  ])
  const model = table(builder, [
    [0, 'offset', builder.createString(name)],
    [3, 'offset', offsets(builder, [subgraph])],
    [4, 'offset', builder.createString(author)],
    [5, 'offset', builder.createString(licence)],
    [7, 'offset', builder.createString('1.3.0')],
  ])
  builder.finish(model, 'M001')
  return builder.asUint8Array().slice()
}

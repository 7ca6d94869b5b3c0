import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from '../../scripts/step.mjs'

const WASM = join(ROOT, 'node_modules/@mediapipe/tasks-audio/wasm/audio_wasm_module_internal')

/**
 * MediaPipe's AudioClassifier with a model, in Node: its runtime needs nothing of a browser but the name `self`.
 * @param {string | Uint8Array} model a file, or its bytes
 * @returns {Promise<import('@mediapipe/tasks-audio').AudioClassifier>}
 */
export async function openModel(model) {
  const modelAssetBuffer = typeof model === 'string' ? await readFile(model) : model
  const [wasmBinary, { default: factory }] = await Promise.all([
    readFile(`${WASM}.wasm`),
    import(pathToFileURL(`${WASM}.js`).href),
  ])
  const quiet = () => undefined
  Object.assign(globalThis, {
    self: globalThis,
    ModuleFactory: (/** @type {object} */ settings) =>
      factory({ ...settings, wasmBinary, print: quiet, printErr: quiet }),
  })
  const { AudioClassifier } = await import('@mediapipe/tasks-audio')
  return AudioClassifier.createFromOptions(
    { wasmLoaderPath: '', wasmBinaryPath: '' },
    { baseOptions: { modelAssetBuffer } },
  )
}

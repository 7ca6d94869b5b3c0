import { toHex } from '../../lib/bytes.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { ModelFailure, ModelPin, ModelPins } from '../models.ts'

/** What Emscripten gives: a runtime with a small file system of its own. */
type Module = {
  FS_createDataFile(
    folder: string,
    name: string,
    data: Uint8Array,
    mayRead: boolean,
    mayWrite: boolean,
    isGiven: boolean,
  ): void
  FS_unlink(path: string): void
}
type Done = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void
type Factory = (settings: object) => Promise<Module>

/** MediaPipe's WebAssembly, verified and compiled once for all tasks. */
export type Runtime = {
  fileset: { wasmLoaderPath: string; wasmBinaryPath: string }
  /**
   * Lets MediaPipe create one task, which finds this model under `MODEL_FILE`. One at a time: two that open at once take
   * each other's module.
   */
  create<T>(model: Uint8Array, task: () => Promise<T>): Promise<T>
}

/** Where a task finds its model, in a file system that only it can see. */
export const MODEL_FILE = '/model.dat'

export async function loadRuntime({
  modelBase,
  pins,
}: {
  modelBase: string
  pins: Pick<ModelPins, 'loader' | 'wasm'>
}): Promise<Result<Runtime, ModelFailure>> {
  const binary = await readPinned(modelBase, pins.wasm)
  if (!binary.ok) return binary
  const compiled = await compile(binary.value)
  if (!compiled) return err({ type: 'unable' })
  const fileset = {
    wasmLoaderPath: `${modelBase}/${pins.loader.file}`,
    wasmBinaryPath: `${modelBase}/${pins.wasm.file}`,
  }
  const loader = await readPinned(modelBase, pins.loader)
  if (!loader.ok) return loader
  const imported: { default: Factory } | undefined = await import(/* @vite-ignore */ fileset.wasmLoaderPath).catch(
    () => undefined, // answered below, by name
  )
  if (!imported) return err({ type: 'runtime-missing', file: pins.loader.file })
  return ok({ fileset, create: (model, task) => withModule(imported.default, compiled, model, task) })
}

/** Undefined where the browser does not know its instructions, as SIMD on an old processor: the bytes are those that were pinned. */
const compile = (code: Uint8Array<ArrayBuffer>) =>
  WebAssembly.compile(code).catch((fault: unknown) => {
    if (fault instanceof WebAssembly.CompileError) return undefined
    throw fault
  })

/**
 * Reads a file and compares it with its pin, so that what is used is what was verified. A damaged copy that a browser
 * keeps is passed over once.
 */
export async function readPinned(
  base: string,
  { file, sha256 }: ModelPin,
): Promise<Result<Uint8Array<ArrayBuffer>, ModelFailure>> {
  for (const cache of ['default', 'reload'] as const) {
    const response = await fetch(`${base}/${file}`, { cache }).catch(() => undefined) // no network: missing, as a 404 is
    const bytes = response?.ok ? await response.arrayBuffer().catch(() => undefined) : undefined
    if (!bytes) return err({ type: 'model-missing', file, status: response?.status ?? 0 })
    const found = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
    if (found === sha256) return ok(new Uint8Array(bytes))
  }
  return err({ type: 'model-altered', file })
}

/**
 * In a module worker MediaPipe imports its loader for the first task only, takes `self.ModuleFactory` away after each,
 * and then misses it. So it is set anew before each; ours hands in the compiled code, which it would fetch and compile
 * again, and the model as a file: as bytes it would be copied through several messages, which leaves a heap 16 MB larger
 * for good. Afterwards the file is removed: the graph has read it.
 */
async function withModule<T>(
  factory: Factory,
  compiled: WebAssembly.Module,
  model: Uint8Array,
  task: () => Promise<T>,
): Promise<T> {
  let module: Module | undefined
  const instantiate = async (imports: WebAssembly.Imports, done: Done) =>
    done(await WebAssembly.instantiate(compiled, imports), compiled)
  const instantiateWasm = (imports: WebAssembly.Imports, done: Done) => {
    void instantiate(imports, done) // rejects only without memory, which the client hears of as a worker that is silent
    return {}
  }
  Object.assign(self, {
    ModuleFactory: async (settings: object) => {
      module = await factory({ ...settings, instantiateWasm })
      module.FS_createDataFile('/', MODEL_FILE.slice(1), model, true, false, true)
      return module
    },
  })
  const created = await task()
  module?.FS_unlink(MODEL_FILE)
  return created
}

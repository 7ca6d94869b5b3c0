/** What models/models.json says of one file, and what is checked before the file is used. */
export type ModelPin = { file: string; bytes: number; sha256: string }

export type ModelName = 'detectorShort' | 'detectorFar' | 'landmarks' | 'eyes' | 'identity'
export type ModelPins = {
  models: Readonly<Record<ModelName, ModelPin>>
  /** MediaPipe's runtime. */
  loader: ModelPin
  wasm: ModelPin
}

/**
 * Why a model cannot be used. The files have to be laid down anew; trying again finds out whether they were. `unable`:
 * this browser cannot run them, whatever is laid down.
 */
export type ModelFailure =
  | { type: 'unable' }
  | { type: 'model-missing'; file: string; status: number }
  | { type: 'model-altered'; file: string }
  | { type: 'runtime-missing'; file: string }
  | { type: 'model-refused'; file: string; because: string }

type Manifest = {
  models: Readonly<Record<ModelName, ModelPin>>
  wasm: { folder: string; files: Readonly<Record<string, Omit<ModelPin, 'file'>>> }
}

/** The pins of this version, out of models/models.json as committed with it. */
export function pinsOf({ models, wasm }: Manifest): ModelPins {
  const runtime = (ending: string): ModelPin => {
    const [name, pin] = Object.entries(wasm.files).find(([file]) => file.endsWith(ending)) ?? []
    return { file: `${wasm.folder}/${name ?? ending}`, bytes: pin?.bytes ?? 0, sha256: pin?.sha256 ?? '' }
  }
  return { models, loader: runtime('.js'), wasm: runtime('.wasm') }
}

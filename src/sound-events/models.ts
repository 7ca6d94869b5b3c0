import type { ModelPin } from '../faces/models.ts'

/** MediaPipe's runtime for sound and our model, as models/models.json pins them. */
export type SoundPins = { loader: ModelPin; wasm: ModelPin; model: ModelPin }

type Manifest = {
  sounds: { folder: string; files: Readonly<Record<string, Omit<ModelPin, 'file'>>>; model: ModelPin }
}

/** The pins of this version, out of models/models.json as committed with it. */
export function soundPinsOf({ sounds: { folder, files, model } }: Manifest): SoundPins {
  const runtime = (ending: string): ModelPin => {
    const [name, pin] = Object.entries(files).find(([file]) => file.endsWith(ending)) ?? []
    return { file: `${folder}/${name ?? ending}`, bytes: pin?.bytes ?? 0, sha256: pin?.sha256 ?? '' }
  }
  return { model, loader: runtime('.js'), wasm: runtime('.wasm') }
}

/** What models/models.json says of one file, and what is checked before the file is used. */
export type ModelPin = { file: string; bytes: number; sha256: string }

export type ModelName = 'detectorShort' | 'detectorFar' | 'identity'
export type ModelPins = Readonly<Record<ModelName, ModelPin>>

/** Why a model cannot be used. None of them is mended by trying again: the files have to be laid down anew. */
export type ModelFailure =
  | { type: 'model-missing'; file: string; status: number }
  | { type: 'model-altered'; file: string; sha256: string }
  | { type: 'runtime-missing'; file: string }
  | { type: 'model-refused'; file: string; because: string }

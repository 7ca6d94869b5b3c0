import { AudioClassifier } from '@mediapipe/tasks-audio'
import { loadRuntime, readPinned } from '../../faces/worker/runtime.ts'
import { makeAttention } from '../attention.ts'
import { scoresOf } from './scores.ts'
import type { Answer, Request, SoundOptions } from './shared.ts'

let attend: ReturnType<typeof makeAttention> | undefined

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.ask === 'open') return void open(data.options).then(post)
  // What comes before the model is there is not kept for it.
  if (!attend) return
  const begunMs = performance.now()
  const heard = attend(data.piece)
  post({ type: 'heard', ...heard, now: [...heard.now], tookMs: performance.now() - begunMs })
})

function post(answer: Answer): void {
  self.postMessage(answer)
}

async function open({ modelBase, pins }: SoundOptions): Promise<Answer> {
  const model = await readPinned(modelBase, pins.model)
  if (!model.ok) return { type: 'failed', failure: model.error }
  const runtime = await loadRuntime({ modelBase, pins })
  if (!runtime.ok) return { type: 'failed', failure: runtime.error }
  const { fileset, create } = runtime.value
  try {
    const classifier = await create(model.value, () =>
      AudioClassifier.createFromOptions(fileset, { baseOptions: { modelAssetBuffer: model.value } }),
    )
    attend = makeAttention(scoresOf(classifier))
    return { type: 'opened' }
  } catch (fault) {
    // MediaPipe says what it dislikes about a model in words only.
    return {
      type: 'failed',
      failure: { type: 'model-refused', file: pins.model.file, because: String(fault).slice(0, 300) },
    }
  }
}

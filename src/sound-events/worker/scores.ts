import type { AudioClassifier } from '@mediapipe/tasks-audio'
import { RATE_HZ } from '../attention.ts'
import type { Label, Scores } from '../episodes.ts'

/** What MediaPipe makes of a second of sound, by label. */
export const scoresOf =
  (classifier: Pick<AudioClassifier, 'classify'>) =>
  (second: Float32Array): Scores => {
    const scores: Record<Label, number> = { silence: 0, speech: 0, knock: 0, clap: 0, alarm: 0 }
    const categories = classifier.classify(second, RATE_HZ)[0]?.classifications[0]?.categories ?? []
    for (const { categoryName, score } of categories) if (categoryName in scores) scores[categoryName as Label] = score
    return scores
  }

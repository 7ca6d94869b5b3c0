import { SOUNDS } from '../models.ts'
import type { Stretch } from '../refusal.ts'
import { hear, openDecoder, WORDS, type Files } from './decoder.ts'

/** Hears sounds of no grammar at all, to compare the words with. */
export type Sounds = { recognise(pcm: Float32Array): Stretch[] }

/**
 * The loop of sounds has every path there is: with the runtime's own widths it takes two thirds of an order's time. Of its
 * paths only the best one's score is wanted, and that is seldom behind.
 */
const LOOP_BEAMS = { beam: 1e-12, pbeam: 1e-12, wbeam: 1e-8 }

export async function openSounds(files: Files): Promise<Sounds> {
  // It needs no word but the sounds themselves: a file that is not there spares it the dictionary.
  const decoder = await openDecoder(files, { ...LOOP_BEAMS, bestpath: false, dict: 'none.txt' })
  const sounds = SOUNDS[files.lang].map((sound) => [`__${sound.toLowerCase()}`, sound] as [string, string])
  decoder.add_words(...sounds)
  const loop = sounds.map(([word]) => word).join(' | ')
  decoder.set_grammar(`#JSGF V1.0; grammar sounds; public <any> = ( ${loop} )+ ;`)
  return { recognise: (pcm) => hear(decoder, pcm, WORDS).stretches }
}

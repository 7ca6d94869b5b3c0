import manifest from '../../../models/models.json'
import type { Clock } from '../../lib/clock.ts'
import { startPages, type Pages } from '../../pdf/worker/client.ts'

/** Draws pages of PDF files on this device, with files from where the app came from. */
export const openPages = ({ clock, origin }: { clock: Clock; origin: string }): Pages =>
  startPages({ clock, options: { base: `${origin}/models/${manifest.pdf.folder}`, pins: manifest.pdf.files } })

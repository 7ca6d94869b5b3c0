import type { SpeechLang } from '../intents.ts'
import { FOLDERS, WIDER } from '../models.ts'

/** Opens the wider model of a language where the box has been given it, else the one that comes with every build. */
export async function openWidest<Opened>(deps: {
  lang: SpeechLang
  /** The folder of the model that the box has been given, as it says; anything else is none. */
  served: string
  open: (folder: string) => Promise<Opened>
  /** A file of it is missing or altered. */
  isUnusable: (fault: unknown) => boolean
}): Promise<{ opened: Opened; wider: boolean }> {
  const wider = WIDER[deps.lang]
  if (wider !== undefined && deps.served.trim() === wider) {
    const opened = await deps.open(wider).catch((fault: unknown) => {
      // The narrow one understands nearly as much, and is there.
      if (!deps.isUnusable(fault)) throw fault
    })
    if (opened) return { opened, wider: true }
  }
  return { opened: await deps.open(FOLDERS[deps.lang]), wider: false }
}

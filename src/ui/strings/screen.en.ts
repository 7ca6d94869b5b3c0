import { boardEn } from './board.en.ts'
import { filesEn } from './files.en.ts'
import { pagesEn } from './pages.en.ts'
import { pairingEn } from './pairing.en.ts'
import { settingsEn } from './settings.en.ts'
import { setupEn } from './setup.en.ts'
import { wallEn } from './wall.en.ts'

/** Words of walls, and of tablets that are no room yet. */
export const screenEn = { ...wallEn, ...boardEn, ...filesEn, ...pagesEn, ...pairingEn, ...settingsEn, ...setupEn }

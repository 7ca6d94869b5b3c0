import { boardFr } from './board.fr.ts'
import { filesFr } from './files.fr.ts'
import { pagesFr } from './pages.fr.ts'
import { pairingFr } from './pairing.fr.ts'
import { settingsFr } from './settings.fr.ts'
import { setupFr } from './setup.fr.ts'
import { wallFr } from './wall.fr.ts'

export const screenFr = { ...wallFr, ...boardFr, ...filesFr, ...pagesFr, ...pairingFr, ...settingsFr, ...setupFr }

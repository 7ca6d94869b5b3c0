import { pairingEn } from './pairing.en.ts'
import { pairingFr } from './pairing.fr.ts'
import { useWordsWith } from './words.ts'

/** Words of two devices becoming one room's, with all others. Apart: once in a member's life, and never in a visitor's. */
export const usePairingWords = () => useWordsWith({ en: pairingEn, fr: pairingFr })

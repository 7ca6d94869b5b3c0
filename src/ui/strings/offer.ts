import { offerEn } from './offer.en.ts'
import { offerFr } from './offer.fr.ts'
import { useWords } from './words.ts'

/** Words of the offer window. Apart: no room's own page loads them. */
export function useOfferWords(): () => typeof offerEn {
  const { lang } = useWords()
  return () => (lang() === 'fr' ? offerFr : offerEn)
}

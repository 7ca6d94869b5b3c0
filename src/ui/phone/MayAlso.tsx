import { useRightsWords } from '../strings/rights.ts'
import type { VisitorDeed } from '../../trust/preview.ts'

/** One line on a visitor's phone: what an admin lets this person do beyond all visitors. */
export default function MayAlso(props: { granted: readonly string[] }) {
  const words = useRightsWords()
  const deeds = () =>
    props.granted
      .filter((right): right is VisitorDeed => Object.hasOwn(words().trust.deeds, right))
      .map((right) => words().trust.deeds[right])
      .join(', ')
  return (
    <p class="may-also" role="status">
      {words().youMay(deeds())}
    </p>
  )
}

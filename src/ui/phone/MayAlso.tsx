import { useWords } from '../strings/index.ts'
import { useRightsWords } from '../strings/rights.ts'
import type { VisitorDeed } from '../../trust/preview.ts'

/** One line on a visitor's phone: what an admin lets this person do beyond all visitors. */
export default function MayAlso(props: { granted: readonly string[] }) {
  const { t } = useWords()
  const words = useRightsWords()
  const deeds = () =>
    props.granted
      .filter((right): right is VisitorDeed => Object.hasOwn(t().trust.deeds, right))
      .map((right) => t().trust.deeds[right])
      .join(', ')
  return (
    <p class="may-also" role="status">
      {words().youMay(deeds())}
    </p>
  )
}

// Lint rules of our own, named in .oxlintrc.json.
import { importDirection } from './levels.mjs'
import { reasonedSuppressions } from './suppressions.mjs'

/** What we use of ESLint's rule interface, which oxlint speaks. @typedef {{ create(context: any): Record<string, (node: any) => void> }} Rule */

export default {
  meta: { name: 'osmose' },
  rules: { 'import-direction': importDirection, 'reasoned-suppressions': reasonedSuppressions },
}

// A lint rule of our own: whoever switches a rule off says why, after ` -- `.

const SUPPRESSION = /^[\s*]*(?:ox|es)lint-disable/
const REASONED = / -- \S.{9}/s

/** @type {import('./plugin.mjs').Rule} */
export const reasonedSuppressions = {
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        if (!SUPPRESSION.test(comment.value) || REASONED.test(comment.value)) continue
        context.report({ loc: comment.loc, message: 'Say why, after ` -- `.' })
      }
    },
  }),
}

/** Words that stand between slots, or at the head of one. */
const SMALL = new Set(['a', 'an', 'of', 'the', 'and', 'with', 'some'])

/**
 * Whether a recognised sentence says all of its label's slots and nothing that another slot could mean.
 * @param {string} text
 * @param {Record<string, string>} slots
 * @param {Record<string, { slots: Record<string, string> }>} labels all labels: what a slot can say
 */
export function isRight(text, slots, labels) {
  let rest = ` ${text} `
  const wanted = Object.values(slots)
    .map((value) => value.trim().toLowerCase())
    .sort((a, b) => b.length - a.length)
  let found = 0
  for (const value of wanted)
    if (rest.includes(` ${value} `)) {
      rest = rest.replace(` ${value} `, ' · ')
      found++
    }
  const meaning = new Set(
    Object.values(labels).flatMap((label) =>
      Object.values(label.slots).flatMap((value) => value.trim().toLowerCase().split(/\s+/)),
    ),
  )
  const extra = rest.split(/\s+/).some((word) => meaning.has(word) && !SMALL.has(word))
  return { whole: found === wanted.length && !extra, slots: found, of: wanted.length }
}

/** The words of a grammar: what is neither a rule's name nor a sign. @param {string} jsgf */
export const wordsOfJsgf = (jsgf) => [
  ...new Set(
    jsgf
      .replace(/^#JSGF.*?;/s, '')
      .replace(/grammar\s+\S+\s*;/, '')
      .replace(/\bpublic\b/g, ' ')
      .replace(/<[^>]*>|\/[^/]*\/|\{[^}]*\}/g, ' ')
      .match(/[\p{L}\p{M}\d'_-]+/gu) ?? [],
  ),
]

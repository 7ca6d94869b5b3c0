/**
 * What is left of a name when everything is taken away by which two may differ and still be read alike: capitals,
 * accents, spaces, signs that are not seen, and letters of other alphabets that look the same. A short list, not all of
 * Unicode's: it is for people who read a wall, and who see beside the name that its bearer chose it.
 */
export function skeletonOf(name: string): string {
  const folded = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{C}\p{Z}\p{P}\p{S}\p{Lm}]/gu, '')
  const letters = [...folded].map((letter) => LOOKS_LIKE.get(letter) ?? letter).join('')
  return letters.replaceAll('rn', 'm').replaceAll('vv', 'w')
}

/** Whether a person could take one name for the other. Names without letters are alike when they are the same. */
export function looksTheSame(a: string, b: string): boolean {
  const [one, two] = [skeletonOf(a), skeletonOf(b)]
  return one === two && (one !== '' || a.normalize('NFKC').trim() === b.normalize('NFKC').trim())
}

/** Latin letter: what is drawn like it, small or capital (after lower case), and digits that pass for it. A small L is a capital i. */
const ALIKE: Record<string, string> = {
  a: 'аαɑ',
  b: 'вβьƅ',
  c: 'сϲⅽᴄ',
  d: 'ԁɗ',
  e: 'еεёєҽ',
  f: 'ƒ',
  g: 'ɡԍ',
  h: 'нһ',
  i: 'іїιılӏ1ɩ',
  j: 'јʝ',
  k: 'кκ',
  m: 'мμ',
  n: 'ոп',
  o: 'оοσо0օøө',
  p: 'рρ',
  q: 'ԛ',
  r: 'гɾ',
  s: 'ѕ5ꜱ',
  t: 'тτ',
  u: 'υս',
  v: 'νѵ',
  w: 'ѡωшԝ',
  x: 'хχ',
  y: 'уγүу',
  z: 'ζʐ',
}
const LOOKS_LIKE = new Map(
  Object.entries(ALIKE).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)),
)

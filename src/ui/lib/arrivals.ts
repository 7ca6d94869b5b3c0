import type { PersonView } from '../view.ts'

/** Who came and who went between two looks at the room. Being away is neither: it may be only the Wi-Fi. */
export function arrivals(
  before: readonly PersonView[],
  after: readonly PersonView[],
): { came: PersonView[]; gone: PersonView[] } {
  const knew = new Set(before.map((person) => person.id))
  const know = new Set(after.map((person) => person.id))
  return {
    came: after.filter((person) => !knew.has(person.id) && !person.me),
    gone: before.filter((person) => !know.has(person.id) && !person.me),
  }
}

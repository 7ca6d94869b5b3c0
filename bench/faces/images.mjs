import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** @typedef {{ person: string, path: string }} Image `path` is relative to the folder, as part of an address */

/**
 * All pictures of all people, in an order that does not depend on the disk.
 * @param {string} folder with a folder a person
 * @returns {Promise<Image[]>}
 */
export async function listImages(folder) {
  const entries = await readdir(folder, { withFileTypes: true })
  const people = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map(({ name }) => name)
  const images = people.toSorted().map(async (person) => {
    const names = (await readdir(join(folder, person))).filter((name) => /\.(jpe?g|png)$/i.test(name)).toSorted()
    return names.map((name) => ({ person, path: `${encodeURIComponent(person)}/${encodeURIComponent(name)}` }))
  })
  return (await Promise.all(images)).flat()
}

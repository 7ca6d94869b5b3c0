import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** @typedef {{ person: string, path: string }} Image `path` is relative to the folder, as part of an address */

/** Not what some systems keep beside a picture under its name with a dot before it. @param {string} name */
const isPicture = (name) => !name.startsWith('.') && /\.(jpe?g|png)$/i.test(name)

/**
 * All pictures of all people, in an order that does not depend on the disk.
 * @param {string} folder with a folder a person
 * @returns {Promise<Image[]>}
 */
export async function listImages(folder) {
  const entries = await readdir(folder, { withFileTypes: true })
  const people = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map(({ name }) => name)
  const images = people.toSorted().map(async (person) => {
    const files = await readdir(join(folder, person), { withFileTypes: true }).catch(() => []) // a link to no folder
    const names = files.filter((file) => !file.isDirectory() && isPicture(file.name)).map(({ name }) => name)
    return names
      .toSorted()
      .map((name) => ({ person, path: `${encodeURIComponent(person)}/${encodeURIComponent(name)}` }))
  })
  return (await Promise.all(images)).flat()
}

import { fileURLToPath } from 'node:url'

/** What a phone runs when its code was scanned: every file that these two need at once. */
const ROOTS = ['../src/main.tsx', '../src/app/phone/PhoneScreen.tsx'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
)
/** Components stay with their styles, whose order counts. */
const DRAWN = /\.css$|\.tsx$|\/src\/ui\//

/** Of rolldown's ChunkingContext what is read here. */
interface Graph {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null
}

/**
 * A name for `codeSplitting.groups`: all of a visitor's first load but components goes into one file, `base`. Cut where other
 * screens share it, it would be some fifty files, and each costs what compressing it alone does not save: 9 of 117 kB.
 */
export function firstLoad(): (id: string, graph: Graph) => string | null {
  let first: ReadonlySet<string> | undefined
  return (id, graph) => {
    first ??= neededBy(ROOTS, graph)
    return first.has(id) && !DRAWN.test(id) ? 'base' : null
  }
}

function neededBy(roots: readonly string[], graph: Graph): ReadonlySet<string> {
  const needed = new Set(roots)
  for (const id of needed) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) needed.add(next)
  return needed
}

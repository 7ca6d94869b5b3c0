// A lint rule of our own: what each folder may import. Anything not listed is refused.
import { dirname, join, relative, sep } from 'node:path'

/** `type:` allows types only. What a folder may import from itself goes without saying. */
const MAY_IMPORT = {
  'src/lib': [],
  'src/protocol': ['src/lib'],
  signaling: ['src/lib', 'src/protocol', 'package.json'],

  'src/room': ['src/lib', 'src/protocol'],
  'src/trust': ['src/lib', 'src/protocol'],
  'src/services': ['src/lib', 'src/protocol', 'src/trust', 'src/room'],
  'src/places': ['src/lib', 'src/protocol'],
  'src/faces': ['src/lib', 'src/protocol'],
  'src/speech': ['src/lib', 'src/protocol'],
  'src/sound-events': ['src/lib', 'src/protocol', 'type:src/faces'],

  'src/mesh': ['src/lib', 'src/protocol', 'src/trust', 'src/room', 'src/services', 'type:src/storage'],
  'src/storage': ['src/lib', 'src/protocol', 'src/room'],
  'src/platform': ['src/lib', 'src/protocol'],
  'src/faces/worker': ['src/lib', 'src/protocol', 'src/faces'],
  'src/speech/worker': ['src/lib', 'src/protocol', 'src/speech'],
  'src/pdf': ['src/lib'],
  // MediaPipe's runtime is verified and loaded in one way, whatever it is for.
  'src/sound-events/worker': ['src/lib', 'src/protocol', 'src/sound-events', 'src/faces/worker', 'type:src/faces'],
  'src/sw': ['src/lib', 'src/protocol'],
  // Stands alone: pages of other origins take a copy of it.
  'src/client': [],

  'src/ui': ['src/lib', 'type:src/protocol', 'type:src/room', 'type:src/trust'],
}

/** The composition root may import everything but what runs on its own. */
const ROOT = ['src/app', 'src/main.tsx', 'src/offer.tsx']
const APART = ['src/sw', 'src/client', 'signaling']

/** Packages that only some folders may know. */
const PACKAGES = [
  { name: /^(solid-js|@solid-primitives|@kobalte)(\/|$)/, in: ['src/ui', ...ROOT] },
  { name: /^(yjs|y-protocols)(\/|$)/, in: ['src/room', 'src/mesh', 'src/storage'] },
  { name: /^y-webrtc(\/|$)/, in: ['src/mesh'] },
]

/** @type {import('./plugin.mjs').Rule} */
export const importDirection = {
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/')
    const from = folderOf(file)
    if (!from) return {}
    /** @param {any} node @param {boolean} typesOnly */
    const look = (node, typesOnly) => {
      const source = node.source?.value
      if (typeof source !== 'string') return
      const message = fault(from, file, source, typesOnly)
      if (message) context.report({ node: node.source, message })
    }
    return {
      ImportDeclaration: (/** @type {any} */ node) => look(node, importsTypesOnly(node)),
      ExportNamedDeclaration: (/** @type {any} */ node) => look(node, node.exportKind === 'type'),
      ExportAllDeclaration: (/** @type {any} */ node) => look(node, node.exportKind === 'type'),
      ImportExpression: (/** @type {any} */ node) => look(node, false),
    }
  },
}

/**
 * @param {string} from @param {string} file @param {string} source @param {boolean} typesOnly
 * @returns {string | undefined} why not
 */
function fault(from, file, source, typesOnly) {
  if (!source.startsWith('.')) {
    const restricted = PACKAGES.find(({ name }) => name.test(source))
    if (!restricted || restricted.in.includes(from)) return undefined
    return `${source} is known only to ${restricted.in.join(', ')}.`
  }
  const path = join(dirname(file), source)
  const to = folderOf(path) ?? path
  return mayImport(from, to, typesOnly) ? undefined : `${from} may not import ${to}: see scripts/lint/levels.mjs.`
}

/** @param {string} from @param {string} to @param {boolean} typesOnly */
function mayImport(from, to, typesOnly) {
  if (from === to) return true
  if (ROOT.includes(from)) return !APART.includes(to)
  const allowed = /** @type {Record<string, string[]>} */ (MAY_IMPORT)[from] ?? []
  return allowed.includes(to) || (typesOnly && allowed.includes(`type:${to}`))
}

/** The most specific folder of the table that a path is in; a folder not in it yet stands for itself. */
function folderOf(/** @type {string} */ path) {
  const known = [...ROOT, ...Object.keys(MAY_IMPORT)].sort((a, b) => b.length - a.length)
  return known.find((folder) => path === folder || path.startsWith(`${folder}/`)) ?? /^src\/[^/]+/.exec(path)?.[0]
}

/** @param {any} node */
function importsTypesOnly(node) {
  if (node.importKind === 'type') return true
  return node.specifiers.length > 0 && node.specifiers.every((/** @type {any} */ one) => one.importKind === 'type')
}

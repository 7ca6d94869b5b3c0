/**
 * The shell of one release, written in by scripts/release.mjs: every file by path, with its `sha256-…` integrity, and
 * the same of the recogniser's files, which only devices that recognise ever fetch.
 */
export type Shell = {
  readonly id: string
  readonly files: Readonly<Record<string, string>>
  readonly models: Readonly<Record<string, string>>
}

/** Recognition models have a cache of their own, which no release of the shell touches. */
export const MODELS_CACHE = 'osmose-models'

const SHELL_PREFIX = 'osmose-shell-'
const PAGE = '/index.html'

/** What only the box can answer. A navigation to one of these is a download or a report, never the app. */
const BOX_PREFIXES = ['/signal', '/backup', '/healthz', '/ca.', '/release.json', '/sw.js', '/models/']

export type Answer =
  | { from: 'shell'; path: string }
  | { from: 'models'; path: string; integrity: string; fresh: boolean }
  | { from: 'network' }

type Asked = { readonly method: string; readonly mode: string; readonly url: string; readonly cache?: RequestCache }

/** Files of the shell and models come from their caches, other pages are the app itself, everything else is left alone. */
export function answerFor(shell: Shell, origin: string, request: Asked): Answer {
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== origin) return { from: 'network' }
  const integrity = Object.hasOwn(shell.models, url.pathname) ? shell.models[url.pathname] : undefined
  if (integrity && request.mode !== 'navigate')
    return { from: 'models', path: url.pathname, integrity, fresh: request.cache === 'reload' }
  if (BOX_PREFIXES.some((prefix) => url.pathname.startsWith(prefix))) return { from: 'network' }
  if (Object.hasOwn(shell.files, url.pathname)) return { from: 'shell', path: url.pathname }
  if (request.mode === 'navigate') return { from: 'shell', path: PAGE }
  return { from: 'network' }
}

export const cacheName = (shell: Shell): string => SHELL_PREFIX + shell.id

/** Caches that an earlier release, or a worker killed while installing, left behind. */
export function staleCaches(shell: Shell, names: readonly string[]): string[] {
  return names.filter((name) => name.startsWith(SHELL_PREFIX) && name !== cacheName(shell))
}

/** Files of the shell that are not among these cached addresses. */
export function missingFiles(shell: Shell, cachedUrls: readonly string[]): string[] {
  const cached = new Set(cachedUrls.map((url) => new URL(url).pathname))
  return Object.keys(shell.files).filter((path) => !cached.has(path))
}

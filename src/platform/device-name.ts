/** What kind of device this is, as its owner would call it; empty where the browser does not say. */
export function deviceName(): string {
  const agent = navigator.userAgent
  const known = [
    [/iPhone/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Android/, 'Android'],
    [/CrOS/, 'Chromebook'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'Mac'],
    [/Linux/, 'Linux'],
  ] as const
  return known.find(([pattern]) => pattern.test(agent))?.[1] ?? ''
}

/**
 * True when the `Origin` of a request is one that was configured: equal, or for a pattern ending in `://*`
 * of that scheme (Firefox gives each installation an origin of its own: `moz-extension://*`).
 */
export function isAllowedOrigin(origin: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('://*') ? origin.startsWith(pattern.slice(0, -1)) : origin === pattern,
  )
}

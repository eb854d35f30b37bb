/** The two keys that the popup's first frame is made of. */
const KEYS = ['snapshot', 'draft']

type Stored = Record<string, unknown>

interface Reader {
  readonly storage: { readonly local: { get(keys: string[]): Promise<Stored> } }
}

interface FirstReadScope {
  readonly browser?: Reader
  readonly chrome: Reader
  timejotFirstRead?: Promise<Stored>
}

const scope = globalThis as unknown as FirstReadScope

/**
 * Starts reading while the popup's own script is still being loaded and compiled, which takes about as long.
 * It stands alone in its script: not even webextension-polyfill is loaded by then.
 */
export function beginFirstRead(): void {
  scope.timejotFirstRead = (scope.browser ?? scope.chrome).storage.local.get(KEYS)
}

/** What was read first, or is read now where nobody has begun. */
export async function takeFirstRead(): Promise<Stored> {
  if (!scope.timejotFirstRead) beginFirstRead()
  return (await scope.timejotFirstRead) ?? {}
}

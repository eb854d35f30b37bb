import { nativeBrowser } from './native-browser.ts'

/** The two keys that the popup's first frame is made of. */
const KEYS = ['snapshot', 'draft']

type Stored = Record<string, unknown>

const scope = globalThis as { timejotFirstRead?: Promise<Stored> }

/**
 * Starts reading while the popup's own script is still being loaded and compiled, which takes about as long.
 */
export function beginFirstRead(): void {
  scope.timejotFirstRead = nativeBrowser.storage.local.get(KEYS)
}

/** What was read first, or is read now where nobody has begun. */
export async function takeFirstRead(): Promise<Stored> {
  if (!scope.timejotFirstRead) beginFirstRead()
  return (await scope.timejotFirstRead) ?? {}
}

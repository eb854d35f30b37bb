const KEY = 'stage'

/**
 * Which of its states the popup showed last; null when not known. Read at once, unlike the browser's own stores, so
 * that the first frame waits for none of them. Says nothing about a person and is no authority: what the worker
 * published is read right after. A browser that is told to keep no site data refuses both: then nothing is known.
 */
export function readLastStage(): string | null {
  return ifAllowed(() => localStorage.getItem(KEY))
}

export function writeLastStage(stage: string): void {
  ifAllowed(() => localStorage.setItem(KEY, stage))
}

function ifAllowed<Value>(use: () => Value): Value | null {
  try {
    return use()
  } catch (error) {
    // `SecurityError` and `QuotaExceededError`; without the note the popup begins with its outlines, as the first time.
    if (error instanceof DOMException) return null
    throw error
  }
}

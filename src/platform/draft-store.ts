import { nativeBrowser } from './native-browser.ts'

const KEY = 'draft'

export interface Draft {
  /** Whose draft it is (`Account.key`). */
  readonly account: string
  readonly text: string
  /** The id under which this text was last sent to be saved; sending it again must not store a second entry. */
  readonly entryId: string | null
}

/** What was last typed and not saved, by whomever; null when there is nothing. */
export function parseDraft(value: unknown): Draft | null {
  const stored = value as Partial<Draft> | null | undefined
  if (typeof stored?.account !== 'string' || typeof stored.text !== 'string') return null
  return { account: stored.account, text: stored.text, entryId: stored.entryId ?? null }
}

export async function writeDraft(draft: Draft): Promise<void> {
  await nativeBrowser.storage.local.set({ [KEY]: draft })
}

export async function wipeDraft(): Promise<void> {
  await nativeBrowser.storage.local.remove(KEY)
}

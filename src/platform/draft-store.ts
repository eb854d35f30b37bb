import { nativeBrowser } from './native-browser.ts'

const KEY = 'draft'
const FORM_KEY = 'formDraft'

export interface Draft {
  /** Whose draft it is (`Account.key`). */
  readonly account: string
  readonly text: string
  /** The id under which this text was last sent to be saved; sending it again must not store a second entry. */
  readonly entryId: string | null
}

/** A form that is open with something typed into it. */
export interface FormDraft {
  readonly account: string
  readonly form: 'edit' | 'reject'
  readonly entryId: string
  /** By name, as typed. */
  readonly fields: Readonly<Record<string, string>>
}

/** What was last typed and not saved, by whomever; null when there is nothing. */
export async function readDraft(): Promise<Draft | null> {
  const stored = (await nativeBrowser.storage.local.get(KEY))[KEY] as Partial<Draft> | null | undefined
  if (typeof stored?.account !== 'string' || typeof stored.text !== 'string') return null
  return { account: stored.account, text: stored.text, entryId: stored.entryId ?? null }
}

export async function writeDraft(draft: Draft): Promise<void> {
  await nativeBrowser.storage.local.set({ [KEY]: draft })
}

/** By whomever; null when no form was left open. */
export async function readFormDraft(): Promise<FormDraft | null> {
  const stored = (await nativeBrowser.storage.local.get(FORM_KEY))[FORM_KEY]
  return (stored as FormDraft | undefined) ?? null
}

/** Null once the form was saved or closed. */
export async function writeFormDraft(draft: FormDraft | null): Promise<void> {
  if (draft) await nativeBrowser.storage.local.set({ [FORM_KEY]: draft })
  else await nativeBrowser.storage.local.remove(FORM_KEY)
}

/** The line and the form. */
export async function wipeDraft(): Promise<void> {
  await nativeBrowser.storage.local.remove([KEY, FORM_KEY])
}

import { nativeBrowser } from './native-browser.ts'

const KEY = 'draft'
const FORM_KEY = 'formDraft'

/** Tells what this page has stored from what others have. */
const WRITER = crypto.randomUUID()

/** The form that this page has last read or stored. */
let known: FormDraft | null = null

export interface Draft {
  /** Whose draft it is (`Account.key`). */
  readonly account: string
  readonly text: string
  /** The id under which this text was last sent to be saved; sending it again must not store a second entry. */
  readonly entryId: string | null
  /** Pasted lines that wait to be saved, each with the id of the entry it becomes; absent where there are none. */
  readonly lines?: readonly { readonly id: string; readonly text: string }[]
}

interface StoredDraft extends Draft {
  readonly writer: string
}

/** A form that is open with something typed into it. */
export interface FormDraft {
  readonly account: string
  readonly form: 'edit' | 'reject' | 'timer'
  /** Or that of the timer. */
  readonly entryId: string
  /** The day on which the entry stands, which may lie in a week that no snapshot carries. */
  readonly date?: string | undefined
  /** By name, as typed. */
  readonly fields: Readonly<Record<string, string>>
}

/** What was last typed and not saved, by whomever; null when there is nothing. */
export async function readDraft(): Promise<Draft | null> {
  return draftOf((await nativeBrowser.storage.local.get(KEY))[KEY])
}

export async function writeDraft(draft: Draft): Promise<void> {
  await nativeBrowser.storage.local.set({ [KEY]: { ...draft, writer: WRITER } })
}

/** Calls back with each draft that another page has stored, and with the text that it replaced. */
export function watchDraft(onDraft: (draft: Draft, before: string) => void): void {
  nativeBrowser.storage.onChanged.addListener((changes, area) => {
    const change = area === 'local' && changes[KEY]
    if (!change) return
    const draft = draftOf(change.newValue)
    // One's own come back as well, when the line may have gone on already.
    if (!draft || (change.newValue as StoredDraft).writer === WRITER) return
    const before = draftOf(change.oldValue)
    onDraft(draft, before?.account === draft.account ? before.text : '')
  })
}

function draftOf(stored: unknown): Draft | null {
  const { account, text, entryId, lines } = (stored ?? {}) as Partial<Draft>
  if (typeof account !== 'string' || typeof text !== 'string') return null
  return { account, text, entryId: entryId ?? null, ...(lines && { lines }) }
}

/** By whomever; null when no form was left open. */
export async function readFormDraft(): Promise<FormDraft | null> {
  known = await storedForm()
  return known
}

/** Null once the form was saved or closed; the draft of a form that another page has open stays. */
export async function writeFormDraft(draft: FormDraft | null): Promise<void> {
  if (draft) {
    known = draft
    return await nativeBrowser.storage.local.set({ [FORM_KEY]: draft })
  }
  const stored = await storedForm()
  if (stored?.form === known?.form && stored?.entryId === known?.entryId)
    await nativeBrowser.storage.local.remove(FORM_KEY)
}

async function storedForm(): Promise<FormDraft | null> {
  const stored = (await nativeBrowser.storage.local.get(FORM_KEY))[FORM_KEY]
  return (stored as FormDraft | undefined) ?? null
}

/** The line and the form. */
export async function wipeDraft(): Promise<void> {
  await nativeBrowser.storage.local.remove([KEY, FORM_KEY])
}

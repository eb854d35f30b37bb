import browser from 'webextension-polyfill'

const KEY = 'draft'

interface StoredDraft {
  /** Whose draft it is (`Account.key`). */
  readonly account: string
  readonly text: string
}

/** What this account last typed and did not send; empty when there is nothing. */
export async function readDraft(account: string): Promise<string> {
  const stored = (await browser.storage.local.get(KEY))[KEY] as StoredDraft | undefined
  return stored?.account === account ? stored.text : ''
}

export async function writeDraft(account: string, text: string): Promise<void> {
  const draft: StoredDraft = { account, text }
  await browser.storage.local.set({ [KEY]: draft })
}

export async function wipeDraft(): Promise<void> {
  await browser.storage.local.remove(KEY)
}

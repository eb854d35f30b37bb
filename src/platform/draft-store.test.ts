import { beforeEach, describe, expect, it, vi } from 'vitest'

type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>
type Listener = (changes: Changes, area: string) => void

const stored = new Map<string, unknown>()
const listeners = new Set<Listener>()

/** One page's own, over the storage that all have. */
async function openPage() {
  vi.resetModules()
  return await import('./draft-store.ts')
}

function change(key: string, newValue: unknown): void {
  const oldValue = stored.get(key)
  if (newValue === undefined) stored.delete(key)
  else stored.set(key, newValue)
  for (const listener of listeners) listener({ [key]: { oldValue, newValue } }, 'local')
}

beforeEach(() => {
  stored.clear()
  listeners.clear()
  const local = {
    get: async (key: string) => (stored.has(key) ? { [key]: stored.get(key) } : {}),
    set: async (items: Record<string, unknown>) => {
      for (const [key, value] of Object.entries(items)) change(key, value)
    },
    remove: async (keys: string | string[]) => {
      for (const key of [keys].flat()) change(key, undefined)
    },
  }
  const onChanged = { addListener: (listener: Listener) => void listeners.add(listener) }
  vi.stubGlobal('chrome', { storage: { local, onChanged } })
})

const line = (text: string, account = 'me') => ({ account, text, entryId: null })
const form = (entryId: string) => ({ account: 'me', form: 'edit', entryId, fields: {} }) as const

describe('the draft of the line', () => {
  it('comes to other pages with what it replaced, and not back to its own', async () => {
    const [one, other] = [await openPage(), await openPage()]
    const [seenByOne, seenByOther] = [vi.fn(), vi.fn()]
    one.watchDraft(seenByOne)
    other.watchDraft(seenByOther)
    await one.writeDraft(line('2h'))
    await one.writeDraft({ ...line('2h @acme'), entryId: 'e1' })
    expect(seenByOther.mock.calls).toEqual([
      [line('2h'), ''],
      [{ ...line('2h @acme'), entryId: 'e1' }, '2h'],
    ])
    expect(seenByOne).not.toHaveBeenCalled()
    expect(await other.readDraft()).toEqual({ ...line('2h @acme'), entryId: 'e1' })
  })

  it('replaces nothing of another account, and is no news once it is wiped', async () => {
    const [one, other] = [await openPage(), await openPage()]
    const seen = vi.fn()
    other.watchDraft(seen)
    await one.writeDraft(line('theirs', 'somebody else'))
    await one.writeDraft(line('2h'))
    await one.wipeDraft()
    expect(seen.mock.calls).toEqual([
      [line('theirs', 'somebody else'), ''],
      [line('2h'), ''],
    ])
  })
})

describe('the draft of a form', () => {
  it('goes when the form is closed', async () => {
    const page = await openPage()
    await page.writeFormDraft(form('a'))
    await page.writeFormDraft(null)
    expect(await page.readFormDraft()).toBeNull()
  })

  it('goes when the page that took it over closes the form', async () => {
    const [one, other] = [await openPage(), await openPage()]
    await one.writeFormDraft(form('a'))
    await other.readFormDraft()
    await other.writeFormDraft(null)
    expect(await one.readFormDraft()).toBeNull()
  })

  it('stays when a page closes another form', async () => {
    const [one, other] = [await openPage(), await openPage()]
    await one.writeFormDraft(form('a'))
    await other.writeFormDraft(form('b'))
    await one.writeFormDraft(null)
    expect(await one.readFormDraft()).toEqual(form('b'))
  })
})

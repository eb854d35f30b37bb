import type { Page } from '@playwright/test'
import { ADDED } from './full-store.ts'

/** What a keystroke may take until it is stored: nobody presses Enter sooner after the last letter. */
const AFTER_TYPING_MS = 200
/** Sending the entry and the pull after it are over by then. */
const BETWEEN_MS = 700

/** Milliseconds from the key until the entry's row, which is durable by then, has been painted. */
export async function measureEnter(popup: Page, index: number): Promise<number> {
  const note = `${ADDED} by Enter ${Date.now()} ${index}`
  const line = popup.getByLabel('Log time', { exact: true })
  await line.fill(`1m @acme ${note}`)
  await popup.waitForTimeout(AFTER_TYPING_MS)
  await popup.evaluate(watchForRow, note)
  await line.press('Enter')
  const noted = await popup.waitForFunction(() => Reflect.get(window, 'benchEnterMs') as number | undefined)
  await popup.waitForTimeout(BETWEEN_MS)
  return (await noted.jsonValue()) ?? Number.NaN
}

/** Runs in the popup. */
function watchForRow(note: string): void {
  Reflect.deleteProperty(window, 'benchEnterMs')
  let pressedMs = Number.NaN
  const onKey = (event: KeyboardEvent) => {
    pressedMs = event.timeStamp
  }
  window.addEventListener('keydown', onKey, { once: true, capture: true })
  const observer = new MutationObserver(() => {
    const isThere = [...document.querySelectorAll('li')].some(({ textContent }) => textContent.includes(note))
    if (!isThere) return
    observer.disconnect()
    // A frame's callbacks come before it is painted, a message that is sent in them after.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => Reflect.set(window, 'benchEnterMs', performance.now() - pressedMs)
      port2.postMessage(null)
    })
  })
  observer.observe(document, { subtree: true, childList: true, characterData: true })
}

export interface BareWrite {
  readonly writeMs: number
  /** From the key until a line that says so has been painted. */
  readonly paintedMs: number
}

/** One write of a record as long as an entry's, by Enter in a page and a database with nothing else in them. */
export async function measureBareWrite(page: Page): Promise<BareWrite> {
  await page.bringToFront()
  await page.evaluate(writeByEnter)
  const field = page.getByLabel('Log time')
  await field.fill('written')
  await page.waitForTimeout(AFTER_TYPING_MS)
  await field.press('Enter')
  const noted = await page.waitForFunction(
    () => Reflect.get(window, 'benchBareWrite') as BareWrite | undefined,
  )
  return (await noted.jsonValue()) ?? { writeMs: Number.NaN, paintedMs: Number.NaN }
}

/** Runs in the bare page. */
async function writeByEnter(): Promise<void> {
  Reflect.deleteProperty(window, 'benchBareWrite')
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('bare', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('entries', { autoIncrement: true })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    window.removeEventListener('keydown', onEnter)
    event.preventDefault()
    const startedMs = performance.now()
    const transaction = database.transaction('entries', 'readwrite', { durability: 'strict' })
    transaction.objectStore('entries').put({ note: 'x'.repeat(500) })
    transaction.oncomplete = () => {
      const writeMs = performance.now() - startedMs
      const line = document.createElement('li')
      line.textContent = 'written'
      document.body.append(line)
      database.close()
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () =>
          Reflect.set(window, 'benchBareWrite', { writeMs, paintedMs: performance.now() - event.timeStamp })
        port2.postMessage(null)
      })
    }
  }
  window.addEventListener('keydown', onEnter)
}

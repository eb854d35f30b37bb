import type { BrowserContext, Page } from '@playwright/test'

/** What a person would use first, and by which it is known that it is there. */
export type FirstControl = 'field' | 'sign-in-button'

const READY_TIMEOUT_MS = 20_000
const SETTLE_MS = 400
const POLICY_SETTLE_MS = 1_500
const STOP_ATTEMPTS = 10

/** Opens the page in a new tab. Milliseconds from the start of navigation until the control can be used. */
export async function openMeasured(
  context: BrowserContext,
  url: string,
  control: FirstControl,
): Promise<{ page: Page; readyMs: number }> {
  const page = await context.newPage()
  await page.setViewportSize({ width: 380, height: 600 })
  await page.addInitScript(noteFirstUse, control)
  await page.goto(url)
  const noted = await page.waitForFunction(
    () => Reflect.get(window, 'benchReadyMs') as number | undefined,
    null,
    {
      timeout: READY_TIMEOUT_MS,
    },
  )
  return { page, readyMs: (await noted.jsonValue()) ?? Number.NaN }
}

/** Runs in the page, before its own scripts, the same for every extension. */
function noteFirstUse(control: 'field' | 'sign-in-button'): void {
  const isUsable = (element: Element): boolean =>
    !(element as HTMLInputElement).disabled &&
    element.getClientRects().length > 0 &&
    (control === 'field' || element.textContent?.trim() === 'Sign in')
  const look = (): boolean => {
    const candidates = document.querySelectorAll(control === 'field' ? 'input, textarea' : 'button')
    if (![...candidates].some(isUsable)) return false
    // performance.now() counts from the start of this page's navigation.
    Reflect.set(window, 'benchReadyMs', performance.now())
    return true
  }
  const observer = new MutationObserver(() => {
    if (look()) observer.disconnect()
  })
  observer.observe(document, { subtree: true, childList: true, attributes: true })
}

/** Bytes of live JavaScript objects on the page, after a collection. */
export async function measureHeap(page: Page): Promise<number> {
  await page.waitForTimeout(SETTLE_MS)
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}

/** Milliseconds of a message's way to a worker that has to be started for it, and back. */
export async function measureWake(page: Page, message: object): Promise<number> {
  // Once before: for a second or two after its start the browser keeps all waiting who ask for managed storage.
  await wake(page, message)
  await page.waitForTimeout(POLICY_SETTLE_MS)
  return await wake(page, message)
}

async function wake(page: Page, message: object): Promise<number> {
  const session = await page.context().newCDPSession(page)
  const origin = new URL('/', page.url()).href
  let status = 'unknown'
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const version of versions) if (version.scriptURL.startsWith(origin)) status = version.runningStatus
  })
  await session.send('ServiceWorker.enable')
  // A command of the page that was under way is sent again, which wakes the worker: then once more.
  for (let attempt = 0; status !== 'stopped' && attempt < STOP_ATTEMPTS; attempt += 1) {
    await session.send('ServiceWorker.stopAllWorkers')
    await page.waitForTimeout(SETTLE_MS)
  }
  if (status !== 'stopped') throw new Error(`The worker of ${origin} does not stay stopped.`)
  const wakeMs = await page.evaluate(async (question) => {
    const started = performance.now()
    await chrome.runtime.sendMessage(question)
    return performance.now() - started
  }, message)
  await session.detach()
  return wakeMs
}

import browser from 'webextension-polyfill'

const KEY = 'serverClock'

/** How far each server's clock was last found to be off; unparsed. Gone with the browser's session. */
export async function readServerClock(): Promise<unknown> {
  return (await browser.storage.session.get(KEY))[KEY]
}

export async function writeServerClock(aheadMs: Readonly<Record<string, number>>): Promise<void> {
  await browser.storage.session.set({ [KEY]: aheadMs })
}

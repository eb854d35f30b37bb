import browser from 'webextension-polyfill'

const KEY = 'logoutOffer'

/** What was last offered; unparsed. Gone with the browser's session. */
export async function readLogoutOffer(): Promise<unknown> {
  return (await browser.storage.session.get(KEY))[KEY]
}

export async function writeLogoutOffer(offer: object | null): Promise<void> {
  if (offer === null) await browser.storage.session.remove(KEY)
  else await browser.storage.session.set({ [KEY]: offer })
}

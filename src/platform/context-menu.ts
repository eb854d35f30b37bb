import browser from 'webextension-polyfill'
import { type ActivePage, pageOfTab } from './active-page.ts'
import { text } from './texts.ts'

const PAGE_ITEM = 'log-page'
const SELECTION_ITEM = 'log-selection'
/** On other pages there is nothing to log. */
const WEB_PAGES = ['http://*/*', 'https://*/*']

export interface MenuChoice {
  /** The words that were selected; null where the page itself was meant. */
  readonly selection: string | null
  readonly page: ActivePage | null
}

let making: Promise<void> = Promise.resolve()

/** Makes the items anew, in the language of now; the browser keeps them while the worker is stopped. */
export function createMenus(): Promise<void> {
  // Installed and started at once: two that remove and then create would both create.
  making = making.then(makeAnew, makeAnew)
  return making
}

async function makeAnew(): Promise<void> {
  await browser.contextMenus.removeAll()
  const menus = { documentUrlPatterns: WEB_PAGES }
  browser.contextMenus.create({ ...menus, id: PAGE_ITEM, contexts: ['page'], title: text('menuLogPage') })
  browser.contextMenus.create({
    ...menus,
    id: SELECTION_ITEM,
    contexts: ['selection'],
    title: text('menuLogSelection'),
  })
}

export function listenToMenus(onChoice: (choice: MenuChoice) => void): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText, pageUrl }, tab) => {
    // The browser says the title only with `activeTab`, which this very click gives.
    const page = tab ? pageOfTab({ ...tab, url: tab.url ?? pageUrl }) : null
    if (menuItemId === PAGE_ITEM) onChoice({ selection: null, page })
    if (menuItemId === SELECTION_ITEM) onChoice({ selection: selectionText ?? '', page })
  })
}

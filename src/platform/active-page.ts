import { nativeBrowser } from './native-browser.ts'

/** The page over which the popup was opened. */
export interface ActivePage {
  readonly title: string
  readonly address: string
  /** In a private window: nothing of it may be kept. */
  readonly isPrivate: boolean
}

/** Null where the browser does not say, as it does only after a click or key of the user's (`activeTab`). */
export async function readActivePage(): Promise<ActivePage | null> {
  const [tab] = await nativeBrowser.tabs.query({ active: true, currentWindow: true })
  return tab ? pageOfTab(tab) : null
}

/** As much of a tab as the browser may tell. */
export interface Tab {
  readonly title?: string | undefined
  readonly url?: string | undefined
  readonly incognito: boolean
}

export function pageOfTab({ title = '', url, incognito }: Tab): ActivePage | null {
  return url === undefined ? null : { title, address: url, isPrivate: incognito }
}

import { nativeBrowser } from './native-browser.ts'

/** Chromium's alone. */
interface SidePanel {
  open(place: { readonly windowId: number }): Promise<void>
}

const { sidePanel } = nativeBrowser as { readonly sidePanel?: SidePanel }

/** Shows `view` on the full page: in the tab that has it, else in a new one. */
export async function openFullPage(view: string): Promise<void> {
  const address = nativeBrowser.runtime.getURL('page.html')
  const url = `${address}#${view}`
  const open = (await openTabs()).find(({ documentUrl }) => documentUrl?.split('#', 1)[0] === address)
  if (!open) return void (await nativeBrowser.tabs.create({ url }))
  // No more than the part behind the # changes, so what is typed there stays.
  await nativeBrowser.tabs.update(open.tabId, { active: true, url })
  await nativeBrowser.windows.update(open.windowId, { focused: true })
}

/** The extension's own; none where the browser does not say: a second page in step with the first does no harm. */
async function openTabs() {
  if (!('getContexts' in nativeBrowser.runtime)) return []
  return await nativeBrowser.runtime.getContexts({ contextTypes: ['TAB'] })
}

/** Null where the browser has no side panel. To be called while a click is being answered. */
export const openSidePanel: (() => Promise<void>) | null = sidePanel
  ? async () => {
      const { id } = await nativeBrowser.windows.getCurrent()
      if (id !== undefined) await sidePanel.open({ windowId: id })
    }
  : null

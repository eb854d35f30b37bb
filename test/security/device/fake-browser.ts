import type { Browser } from 'webextension-polyfill'
import { REDIRECT } from '../provider.ts'

export const EXTENSION_ID = 'abcdefghijklmnopabcdefghijklmnop'
export const ORIGIN = `chrome-extension://${EXTENSION_ID}`

type Listener = (...details: never[]) => unknown

interface Event {
  readonly listeners: Set<Listener>
  addListener(listener: Listener): void
  removeListener(listener: Listener): void
  hasListener(listener: Listener): boolean
}

export interface FakeBrowser {
  /** What `webextension-polyfill` gives the extension. */
  readonly api: Browser
  readonly onMessage: Event
  readonly onAlarm: Event
  readonly onStartup: Event
  readonly onIdle: Event
  readonly onShortcut: Event
  /** Each storage area's content; it outlives a worker. */
  readonly areas: Readonly<Record<'local' | 'session' | 'sync' | 'managed', Map<string, unknown>>>
  readonly onOmnibox: Readonly<Record<'start' | 'change' | 'enter', Event>>
  readonly onMenu: Event
  /** Words on the toolbar icon, in order. */
  readonly badges: string[]
  /** What the address bar said that Enter does, in order. */
  readonly previews: string[]
  /** The items of the context menu. */
  readonly menus: Record<string, unknown>[]
  /** `popup`, or the address of a window, in order. */
  readonly opened: string[]
}

/** The windows that `launchWebAuthFlow` opens: each returns the redirect, or rejects as the browser does. */
export interface SignInWindows {
  open(url: string): Promise<string>
  openSilently(url: string): Promise<string>
}

type Areas = FakeBrowser['areas']

export function createAreas(): Areas {
  return { local: new Map(), session: new Map(), sync: new Map(), managed: new Map() }
}

/**
 * As much of the browser's API as the background worker uses, over storage that the caller keeps.
 *
 * @param onStore is told each text that is stored where pages can read it
 */
export function createFakeBrowser(
  areas: Areas,
  windows: SignInWindows,
  onStore: (text: string) => void,
): FakeBrowser {
  const events = {
    message: createEvent(),
    alarm: createEvent(),
    startup: createEvent(),
    idle: createEvent(),
    shortcut: createEvent(),
    omniboxStart: createEvent(),
    omniboxChange: createEvent(),
    omniboxEnter: createEvent(),
    menu: createEvent(),
  }
  const badges: string[] = []
  const [previews, opened]: [string[], string[]] = [[], []]
  const menus: Record<string, unknown>[] = []
  const api = {
    runtime: {
      id: EXTENSION_ID,
      getURL: (path: string) => `${ORIGIN}/${path.replace(/^\//, '')}`,
      getManifest: () => ({ version: '0.0.0' }),
      onMessage: events.message,
      onStartup: events.startup,
      onInstalled: createEvent(),
      onSuspend: createEvent(),
    },
    storage: {
      local: storageArea(areas.local, onStore),
      session: storageArea(areas.session, onStore),
      sync: storageArea(areas.sync, onStore),
      managed: storageArea(areas.managed, onStore),
      onChanged: createEvent(),
    },
    alarms: {
      create: async () => undefined,
      clear: async () => true,
      get: async () => undefined,
      onAlarm: events.alarm,
    },
    idle: {
      queryState: async () => 'active',
      setDetectionInterval: () => undefined,
      onStateChanged: events.idle,
    },
    notifications: {
      create: async (id: string) => id,
      clear: async () => true,
      onClicked: createEvent(),
      onButtonClicked: createEvent(),
    },
    commands: { onCommand: events.shortcut },
    omnibox: {
      onInputStarted: events.omniboxStart,
      onInputChanged: events.omniboxChange,
      onInputEntered: events.omniboxEnter,
      setDefaultSuggestion: ({ description }: { description: string }) => void previews.push(description),
    },
    contextMenus: {
      removeAll: async () => void menus.splice(0),
      create: (item: Record<string, unknown>) => void menus.push(item),
      onClicked: events.menu,
    },
    i18n: {
      getMessage: (key: string, values: readonly string[] = []) =>
        key === 'languageTag' ? 'en' : [key, ...values].join(' '),
    },
    windows: { create: async ({ url }: { url: string }) => void opened.push(url) },
    action: {
      openPopup: async () => void opened.push('popup'),
      setBadgeText: async ({ text }: { text: string }) => void badges.push(text),
    },
    identity: {
      getRedirectURL: (path = '') => `${REDIRECT}${path}`,
      launchWebAuthFlow: ({ url, interactive }: { url: string; interactive?: boolean }) =>
        interactive ? windows.open(url) : windows.openSilently(url),
    },
    tabs: { create: async () => ({}) },
    permissions: { contains: async () => true, request: async () => true },
  }
  return {
    api: api as unknown as Browser,
    onMessage: events.message,
    onAlarm: events.alarm,
    onStartup: events.startup,
    onIdle: events.idle,
    onShortcut: events.shortcut,
    onOmnibox: { start: events.omniboxStart, change: events.omniboxChange, enter: events.omniboxEnter },
    onMenu: events.menu,
    areas,
    badges,
    previews,
    menus,
    opened,
  }
}

function createEvent(): Event {
  const listeners = new Set<Listener>()
  return {
    listeners,
    addListener: (listener) => void listeners.add(listener),
    removeListener: (listener) => void listeners.delete(listener),
    hasListener: (listener) => listeners.has(listener),
  }
}

function storageArea(content: Map<string, unknown>, onStore: (text: string) => void) {
  return {
    async get(keys?: string | readonly string[] | Readonly<Record<string, unknown>> | null) {
      if (keys === undefined || keys === null) return structuredClone(Object.fromEntries(content))
      const isPlain = typeof keys === 'string' || Array.isArray(keys)
      const names: readonly string[] = isPlain ? [keys].flat() : Object.keys(keys)
      const found = names.filter((name) => content.has(name)).map((name) => [name, content.get(name)])
      return structuredClone({ ...(!isPlain && keys), ...Object.fromEntries(found) })
    },
    async set(items: Readonly<Record<string, unknown>>) {
      onStore(JSON.stringify(items))
      for (const [name, value] of Object.entries(structuredClone(items))) content.set(name, value)
    },
    async remove(keys: string | readonly string[]) {
      for (const name of [keys].flat()) content.delete(String(name))
    },
    async clear() {
      content.clear()
    },
    setAccessLevel: async () => undefined,
  }
}

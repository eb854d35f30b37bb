import 'fake-indexeddb/auto'
import { inspect } from 'node:util'
import { IDBFactory } from 'fake-indexeddb'
import { vi } from 'vitest'
import type { CommandInput, CommandName, CommandOutput, Reply } from '../../../src/contract/commands.ts'
import type { Connection } from '../../../src/contract/connection.ts'
import type { Page } from '../../../src/contract/pages.ts'
import type { Snapshot } from '../../../src/contract/snapshot.ts'
import { createAreas, createFakeBrowser, EXTENSION_ID, type FakeBrowser, ORIGIN } from './fake-browser.ts'

export interface NetworkCall {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: string
  /** Null when nobody answered. */
  readonly status: number | null
}

export interface Sender {
  readonly id?: string
  readonly url?: string
  readonly origin?: string
  readonly frameId?: number
}

/** A background worker as the browser has just started it. */
export interface Worker {
  /** What a page of the extension sends, and the reply. */
  ask<Name extends CommandName>(
    page: Page,
    command: Name,
    input: CommandInput<Name>,
  ): Promise<Reply<CommandOutput<Name>>>
  /** Any message of anybody; undefined where nobody answers. */
  send(message: unknown, sender: Sender): unknown
  /** The browser's alarm for what waits. */
  ring(): void
  /** The alarm of each minute in which a timer runs. */
  tick(): void
  /** What the browser tells of whoever uses the computer. */
  tell(activity: 'active' | 'idle' | 'locked'): void
  /** The keyboard's start and stop. */
  pressTimerKey(): void
}

/** A device with the extension on it: the whole worker, over storage that outlives it. */
export interface Device {
  /** Stands in for the person at the sign-in window. */
  openWindow: (url: string) => Promise<string>
  readonly windows: string[]
  /** Stands in for the network; `fetch` itself when nothing is said. */
  network: (url: string, init: RequestInit) => Promise<Response>
  readonly calls: NetworkCall[]
  /** All that left the worker: replies, what was stored for pages, badges and log lines, as text. */
  readonly said: string[]
  readonly browser: FakeBrowser
  /** What pages see. */
  snapshot(): Snapshot | null
  /** Starts a worker; those before it are taken to have been stopped. */
  startWorker(): Promise<Worker>
}

const LOG_METHODS = ['debug', 'info', 'log', 'warn', 'error', 'trace'] as const

/** Only one device at a time: it takes the place of the global `fetch`, `indexedDB` and `chrome`. */
export function openDevice(connection: Connection): Device {
  const areas = createAreas()
  areas.local.set('connection', connection)
  vi.stubGlobal('indexedDB', new IDBFactory())
  const realFetch = globalThis.fetch
  const said: string[] = []
  const windows: string[] = []
  const calls: NetworkCall[] = []

  const device: Device = {
    openWindow: () => Promise.reject(new Error('The user did not approve access.')),
    windows,
    network: (url, init) => realFetch(url, init),
    calls,
    said,
    browser: createFakeBrowser(
      areas,
      {
        open: (url) => {
          windows.push(url)
          return device.openWindow(url)
        },
        openSilently: () => Promise.reject(new Error('User interaction required.')),
      },
      (text) => said.push(`stored: ${text}`),
    ),
    snapshot: () => readSnapshot(areas.local),
    async startWorker() {
      const { onMessage, onAlarm, onIdle, onShortcut, onOmnibox, onMenu } = device.browser
      const events = [onMessage, onAlarm, onIdle, onShortcut, ...Object.values(onOmnibox), onMenu]
      for (const { listeners } of events) listeners.clear()
      vi.resetModules()
      vi.doMock('webextension-polyfill', () => ({ default: device.browser.api }))
      const { startBackground } = await import('../../../src/background/start.ts')
      startBackground({ omniboxPreview: ({ kind }) => kind })
      return workerOf(device)
    },
  }

  const recorded = async (input: string | URL | Request, init: RequestInit = {}) => {
    // The worker gives an address as text and refuses redirects; all others in this process are not its calls.
    if (typeof input !== 'string' || init.redirect !== 'error') return await realFetch(input, init)
    const call = { method: init.method ?? 'GET', url: new URL(input), headers: new Headers(init.headers) }
    const body = init.body === undefined ? '' : String(init.body)
    const index = calls.push({ ...call, body, status: null }) - 1
    const response = await device.network(input, init)
    calls[index] = { ...call, body, status: response.status }
    return response
  }
  vi.stubGlobal('fetch', recorded)
  vi.stubGlobal('chrome', device.browser.api)
  for (const method of LOG_METHODS) {
    vi.spyOn(console, method).mockImplementation((...words: unknown[]) => {
      said.push(`${method}: ${inspect(words, { depth: null, showHidden: true })}`)
    })
  }
  return device
}

/** Gives the globals back; call it after each test. */
export function closeDevice(): void {
  vi.doUnmock('webextension-polyfill')
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
}

function workerOf(device: Device): Worker {
  const [listener] = device.browser.onMessage.listeners as Set<(message: unknown, sender: Sender) => unknown>
  if (!listener) throw new Error('The worker listens to nobody.')
  const send: Worker['send'] = (message, sender) => listener(message, sender)
  return {
    send,
    async ask(page, command, input) {
      const reply = await send({ command, input }, pageSender(page))
      device.said.push(`reply to ${command}: ${JSON.stringify(reply)}`)
      return reply as Reply<never>
    },
    ring: () => fire(device.browser.onAlarm, { name: 'synchronise' }),
    tick: () => fire(device.browser.onAlarm, { name: 'timer' }),
    tell: (activity) => fire(device.browser.onIdle, activity),
    pressTimerKey: () => fire(device.browser.onShortcut, 'toggle-timer'),
  }
}

function fire({ listeners }: FakeBrowser['onAlarm'], detail: unknown): void {
  for (const listener of listeners as Set<(detail: unknown) => void>) listener(detail)
}

/** What the browser says of a message from that page. */
export function pageSender(page: Page): Sender {
  return { id: EXTENSION_ID, url: `${ORIGIN}/${page}.html`, origin: ORIGIN, frameId: 0 }
}

function readSnapshot(local: ReadonlyMap<string, unknown>): Snapshot | null {
  const [frame, lists, steady] = ['snapshot', 'lists', 'steady'].map((key) =>
    JSON.parse(String(local.get(key) ?? 'null')),
  )
  return frame && { ...frame, ...lists, ...steady }
}

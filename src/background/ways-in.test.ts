import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeDevice, type Device, openDevice } from '../../test/security/device/device.ts'
import { connectionTo, EMPLOYEE_SCOPES } from '../../test/security/device/samples.ts'
import { failOpening } from '../../test/support/failing-storage.ts'
import type { HandedLine } from '../contract/handed-line.ts'
import { writeSingleton } from './store/database.ts'
import { openDatabase } from './store/migrations.ts'

const KEY = 'https://login.example|employee'
const ACCOUNT = { key: KEY, name: 'Demo Employee', email: null, sub: 'employee' }
const WEBSITE = { account: KEY, id: 'p1', name: 'Website', client: 'Acme', tasks: [], archived: false }

let device: Device
beforeEach(() => {
  device = openDevice(connectionTo('https://login.example', 'https://api.example'))
  device.network = () => Promise.reject(new TypeError('Failed to fetch'))
})
afterEach(() => closeDevice())

async function signIn(scopes: readonly string[] = EMPLOYEE_SCOPES): Promise<void> {
  const database = await openDatabase()
  await writeSingleton(database, 'account', { ...ACCOUNT, scopes })
  await database.put('projects', WEBSITE)
  database.close()
}

async function stored() {
  const database = await openDatabase()
  const entries = (await database.getAll('entries')).map(({ entry }) => entry)
  const outbox = (await database.getAll('outbox')).map(({ act }) => act.kind)
  database.close()
  return { entries, outbox }
}

const NEVER_OPEN: IDBOpenDBRequest = Object.create(IDBRequest.prototype, {
  addEventListener: { value: () => undefined },
})
const handed = () => (device.browser.areas.local.get('handedLines') ?? []) as readonly HandedLine[]

function emit(
  event: { readonly listeners: ReadonlySet<(...details: never[]) => unknown> },
  ...details: unknown[]
) {
  for (const listener of event.listeners) (listener as (...all: unknown[]) => unknown)(...details)
}
const enter = (line: string) => emit(device.browser.onOmnibox.enter, line, 'currentTab')
const change = (line: string) => emit(device.browser.onOmnibox.change, line, () => undefined)
const click = (details: object, tab: object) =>
  emit(device.browser.onMenu, { pageUrl: 'https://acme.atlassian.net/browse/PROJ-1', ...details }, tab)
const ISSUE_TAB = {
  title: '[PROJ-1] Fix it - Jira',
  url: 'https://acme.atlassian.net/browse/PROJ-1',
  incognito: false,
}

describe('a line in the address bar', () => {
  it('is saved by a worker that has only just been woken for it', async () => {
    await signIn()
    await device.startWorker()
    enter('2h @acme review')
    await vi.waitFor(() => expect(device.browser.badges).toContain('✓'))
    const { entries, outbox } = await stored()
    expect(entries).toMatchObject([{ minutes: 120, project: 'Website', projectId: 'p1', note: 'review' }])
    expect(outbox).toEqual(['create'])
    expect(handed()).toEqual([])
    expect(device.browser.opened).toEqual([])
  })

  it.each(['@acme review', '2h @zeppelin', '25h'])(
    'waits in the popup, which opens, while it cannot be saved: %s',
    async (line) => {
      await signIn()
      await device.startWorker()
      enter(` ${line} `)
      await vi.waitFor(() => expect(device.browser.opened).toEqual(['popup']))
      expect(handed()).toEqual([{ id: expect.any(String), kind: 'line', text: line, heldUntilMs: 0 }])
      expect((await stored()).entries).toEqual([])
    },
  )

  it.each([
    ['nobody is signed in', null],
    ['its person may log nothing', ['read:timesheets']],
  ])('is kept where %s', async (_, scopes) => {
    if (scopes) await signIn(scopes)
    await device.startWorker()
    enter('2h review')
    await vi.waitFor(() => expect(device.browser.opened).toEqual(['popup']))
    expect(handed()).toMatchObject([{ kind: 'line', text: '2h review', heldUntilMs: 0 }])
    expect((await stored()).entries).toEqual([])
  })

  it('is kept before anything else is done: the worker can be stopped at any moment', async () => {
    await signIn()
    await device.startWorker()
    vi.spyOn(indexedDB, 'open').mockImplementation(() => NEVER_OPEN)
    enter('2h review')
    await vi.waitFor(() => expect(handed()).toMatchObject([{ kind: 'line', text: '2h review' }]))
    expect(handed()[0]?.heldUntilMs).toBeGreaterThan(Date.now())
  })

  it('is kept where the database does not open', async () => {
    await signIn()
    await device.startWorker()
    failOpening('UnknownError')
    enter('2h one')
    await vi.waitFor(() => expect(device.browser.opened).toEqual(['popup']))
    enter('2h two')
    await vi.waitFor(() => expect(device.browser.opened).toEqual(['popup', 'popup']))
    expect(handed()).toMatchObject([
      { text: '2h one', heldUntilMs: 0 },
      { text: '2h two', heldUntilMs: 0 },
    ])
  })

  it('is saved where it cannot be kept beside', async () => {
    await signIn()
    await device.startWorker()
    const { local } = device.browser.api.storage
    const set = local.set.bind(local)
    vi.spyOn(local, 'set').mockImplementation((items) =>
      'handedLines' in items ? Promise.reject(new Error('QUOTA_BYTES quota exceeded')) : set(items),
    )
    enter('2h review')
    await vi.waitFor(async () => expect((await stored()).outbox).toEqual(['create']))
  })

  it('that is empty opens the popup', async () => {
    await device.startWorker()
    enter('  ')
    await vi.waitFor(() => expect(device.browser.opened).toEqual(['popup']))
    expect(handed()).toEqual([])
  })

  it('goes with the person who is on screen when that one signs out', async () => {
    await signIn()
    const worker = await device.startWorker()
    enter('half a line')
    await vi.waitFor(() => expect(handed()).toMatchObject([{ heldUntilMs: 0 }]))
    await worker.ask('popup', 'sign-out', {})
    expect(handed()).toEqual([])
  })

  it('is previewed while it is typed, by a worker that knew nothing yet', async () => {
    await signIn()
    await device.startWorker()
    change('2h @acme')
    await vi.waitFor(() => expect(device.browser.previews).toEqual(['read']))
  })

  it('has the preview of its latest letter alone', async () => {
    await device.startWorker()
    change('2')
    change('2h')
    await vi.waitFor(() => expect(device.browser.previews).toEqual(['nobody']))
    change('2h x')
    await vi.waitFor(() => expect(device.browser.previews).toEqual(['nobody', 'nobody']))
  })
})

describe('the context menu', () => {
  it('has its two items on pages of the web, made anew at each start', async () => {
    await device.startWorker()
    emit(device.browser.onStartup)
    emit(device.browser.onStartup)
    const onWebPages = { documentUrlPatterns: ['http://*/*', 'https://*/*'] }
    await vi.waitFor(() =>
      expect(device.browser.menus).toEqual([
        { ...onWebPages, id: 'log-page', contexts: ['page'], title: 'menuLogPage' },
        { ...onWebPages, id: 'log-selection', contexts: ['selection'], title: 'menuLogSelection' },
      ]),
    )
  })

  it.each([
    ['the page', { menuItemId: 'log-page' }, ISSUE_TAB, 'PROJ-1 Fix it'],
    [
      'a page whose title the browser does not tell',
      { menuItemId: 'log-page' },
      { incognito: false },
      'PROJ-1',
    ],
    [
      'the selection',
      { menuItemId: 'log-selection', selectionText: ' two\n\u202elines ' },
      ISSUE_TAB,
      'two lines',
    ],
    [
      'a long selection',
      { menuItemId: 'log-selection', selectionText: 'x'.repeat(1_000_000) },
      ISSUE_TAB,
      `${'x'.repeat(1_999)}…`,
    ],
  ])('opens the popup with %s as a note', async (_, details, tab, text) => {
    await device.startWorker()
    click(details, tab)
    await vi.waitFor(() =>
      expect(handed()).toEqual([{ id: expect.any(String), kind: 'note', text, heldUntilMs: 0 }]),
    )
    expect(device.browser.opened).toEqual(['popup'])
  })

  it('opens the popup in a window where the browser has none at the icon', async () => {
    await device.startWorker()
    vi.spyOn(device.browser.api.action, 'openPopup').mockRejectedValue(
      new Error('Could not find an active browser window.'),
    )
    click({ menuItemId: 'log-page' }, ISSUE_TAB)
    await vi.waitFor(() => expect(device.browser.opened).toEqual([expect.stringContaining('/popup.html')]))
  })

  it('leaves the items of others alone', async () => {
    await device.startWorker()
    click({ menuItemId: 'of-a-later-version' }, ISSUE_TAB)
    expect(device.browser.opened).toEqual([])
  })
})

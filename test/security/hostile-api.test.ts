import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeDevice, type Device, openDevice, type Worker } from './device/device.ts'
import { connectionTo, contentOf, HOUR_MS, ENTRY_ID as ID } from './device/samples.ts'
import { CLIENT } from './entrance.ts'
import { type HostileApi, problem, startHostileApi } from './hostile-server/api.ts'
import { type HostileIssuer, startHostileIssuer } from './hostile-server/issuer.ts'

const CONTENT = contentOf('design review')
const ROW = { id: 'row-1', user_id: 'employee-1', date: '2026-11-20', minutes: 60, note: 'kept' }
const AN_OLD_DAY = new Date('2026-11-20T12:00:00Z')

let issuer: HostileIssuer
let api: HostileApi
let device: Device
let worker: Worker

beforeAll(async () => {
  issuer = await startHostileIssuer(CLIENT)
})
afterAll(() => issuer.close())
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'Temporal'], now: AN_OLD_DAY })
  issuer.behave()
  api = await startHostileApi()
  device = openDevice(connectionTo(issuer.issuer, api.url))
  device.openWindow = issuer.authorize
  worker = await device.startWorker()
  await worker.ask('popup', 'sign-in', {})
  await worker.ask('popup', 'synchronise', {})
  api.requests.length = 0
})
afterEach(async () => {
  closeDevice()
  vi.useRealTimers()
  await api.close()
})

const shown = () => device.snapshot()
const list = (rows: unknown, path = '/timesheets') => {
  const text = typeof rows === 'string' ? rows : JSON.stringify(rows)
  api.answer = (request) =>
    request.method === 'GET' && request.path === path
      ? new Response(text, { headers: { 'content-type': 'application/json' } })
      : undefined
}
const synchronise = () => {
  // What was asked for in the very millisecond of a change counts as older than it.
  vi.setSystemTime(Date.now() + 1_000)
  return worker.ask('popup', 'synchronise', {})
}
const posts = () => api.requests.filter(({ method }) => method === 'POST')

describe('a list that is none (case 33)', () => {
  const REFUSED: readonly [string, unknown][] = [
    ['100 000 rows', Array.from({ length: 100_000 }, (_, index) => ({ ...ROW, id: index }))],
    ['an object', { entries: [ROW] }],
    ['null', null],
    ['a row that is null', [null]],
    ['a row that is a list', [[ROW]]],
    ['nesting without end', '['.repeat(200_000) + ']'.repeat(200_000)],
    [
      'nesting without end as a note',
      `[{"id":1,"date":"2026-11-20","note":${'['.repeat(9_999)}${']'.repeat(9_999)}}]`,
    ],
    ['an id that is a fraction', [{ ...ROW, id: 1.5 }]],
    ['an id of a thousand letters', [{ ...ROW, id: 'x'.repeat(1_000) }]],
    ['minutes as text', [{ ...ROW, minutes: '60' }]],
    ['minutes beyond reason', [{ ...ROW, minutes: 9_007_199_254_740_991 }]],
    ['hours beyond reason', '[{"id":"row-1","date":"2026-11-20","hours":1e308}]'],
    ['a day that does not exist', [{ ...ROW, date: '2026-02-30' }]],
    ['a note that is a number', [{ ...ROW, note: 17 }]],
    ['tags that are text', [{ ...ROW, tags: 'a' }]],
    ['a state nobody knows', [{ ...ROW, status: 'paid' }]],
    ['a version that is text', [{ ...ROW, version: '1' }]],
    ['a review that is text', [{ ...ROW, review: 'fine' }]],
  ]
  it.each(REFUSED)('%s: refused in words, what was there stays, and the next one works', async (_, rows) => {
    list([ROW])
    await synchronise()
    list(rows)
    const [, report] = await Promise.all([synchronise(), worker.ask('popup', 'read-connection', {})])
    expect(report).toMatchObject({ ok: true })
    expect(shown()).toMatchObject({
      session: 'signed-in',
      failure: { code: 'bad-answer' },
      entries: [{ id: 'row-1' }],
    })
    list([{ ...ROW, note: 'again' }])
    await synchronise()
    expect(shown()).toMatchObject({ failure: null, entries: [{ note: 'again' }] })
  })
})

describe('a list that is odd (case 33)', () => {
  it('with an id twice gives one entry, the last', async () => {
    list([ROW, { ...ROW, note: 'the last' }])
    await synchronise()
    expect(shown()?.entries).toMatchObject([{ id: 'row-1', note: 'the last' }])
  })

  it('with a project twice gives one project', async () => {
    const project = { id: 'p', name: 'Website', client: null, tasks: [], archived: false }
    list([project, { ...project, name: 'Support' }], '/projects')
    await synchronise()
    expect(shown()?.projects).toMatchObject([{ id: 'p', name: 'Support' }])
  })

  it('with members nobody knows, however deep, shows the rest and changes no prototype', async () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
    list(`[{"id":"row-1","date":"2026-11-20","minutes":60,"__proto__":{"polluted":true},"more":${deep}}]`)
    await synchronise()
    expect(shown()?.entries).toMatchObject([{ id: 'row-1', minutes: 60 }])
    expect(JSON.stringify(shown())).not.toMatch(/polluted|more/)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it('with texts of a megabyte shows them cut, but longer than what could be saved over them', async () => {
    const text = 'x'.repeat(1_000_000)
    list([{ ...ROW, note: text, project: text, task: text, tags: [text], user_name: text }])
    await synchronise()
    const [entry] = shown()?.entries ?? []
    expect(entry?.note).toHaveLength(4_000)
    expect(entry?.project).toHaveLength(400)
    expect(entry?.task).toHaveLength(400)
    expect(entry?.tags).toEqual(['x'.repeat(100)])
    expect(
      await worker.ask('popup', 'edit-entry', {
        id: 'row-1',
        content: { ...CONTENT, note: entry?.note ?? '' },
      }),
    ).toEqual({
      ok: false,
      error: { code: 'bad-command', detail: null },
    })
  })

  // The browser counts a character as three bytes, or as six where it writes it as an escape.
  it.each(['語', '<'])(
    'with long texts of %s stays within what the browser stores for pages',
    async (letter) => {
      const text = letter.repeat(4_000)
      list(Array.from({ length: 1_100 }, (_, index) => ({ ...ROW, id: index, note: text })))
      await synchronise()
      const stored = JSON.stringify([...device.browser.areas.local]).replaceAll('<', '\\u003C')
      expect(Buffer.byteLength(stored)).toBeLessThan(10 * 1024 * 1024)
      expect(shown()).toMatchObject({ failure: null, truncated: { entries: true, projects: false } })
      expect(shown()?.entries.length).toBeGreaterThan(100)
    },
  )

  it('with projects without end offers as many as the browser stores for pages', async () => {
    const name = '<'.repeat(200)
    const project = { name, client: name, tasks: Array(1_000).fill(name), archived: false }
    list(
      Array.from({ length: 60 }, (_, index) => ({ ...project, id: `p${index}` })),
      '/projects',
    )
    await synchronise()
    const stored = JSON.stringify([...device.browser.areas.local]).replaceAll('<', '\\u003C')
    expect(Buffer.byteLength(stored)).toBeLessThan(10 * 1024 * 1024)
    expect(shown()).toMatchObject({ failure: null, truncated: { entries: false, projects: true } })
    expect(shown()?.projects.length).toBeGreaterThan(3)
    expect(shown()?.projects[0]?.tasks).toHaveLength(500)
  })
})

describe('an answer to a write', () => {
  const html = () => new Response('<p>Welcome', { headers: { 'content-type': 'text/html' } })
  const json = (body: unknown, status: number) => () => Response.json(body, { status })
  it.each<[string, () => Response]>([
    ['a page of HTML with 200', html],
    ['nothing', () => new Response('', { status: 200 })],
    ['nothing with 204', () => new Response(null, { status: 204 })],
    ['a list', json([ROW], 201)],
    ['an entry of the wrong types', json({ ...ROW, minutes: '60' }, 201)],
    ['an error beyond understanding', json({ code: {}, detail: 17, faults: 'x', current: [[[]]] }, 500)],
  ])('that is %s is no receipt: the entry waits', async (_, answer) => {
    api.answer = ({ method }) => (method === 'POST' ? answer() : undefined)
    await worker.ask('popup', 'capture-entry', { id: ID, content: CONTENT })
    await synchronise()
    expect(shown()).toMatchObject({ session: 'signed-in', entries: [{ id: ID, sync: 'waiting' }] })
    api.answer = () => undefined
    vi.setSystemTime(Date.now() + 10 * HOUR_MS)
    await synchronise()
    expect(shown()).toMatchObject({ failure: null, sync: { waiting: 0 } })
    expect(new Set(posts().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
  })

  it('that refuses beyond understanding leaves the entry to its person', async () => {
    const body = { code: ['day-full'], detail: { a: 1 }, faults: [{ path: 7 }], decided: 'x', current: null }
    api.answer = ({ method }) => (method === 'POST' ? Response.json(body, { status: 409 }) : undefined)
    await worker.ask('popup', 'capture-entry', { id: ID, content: CONTENT })
    await vi.waitFor(() => expect(shown()?.entries).toMatchObject([{ id: ID, sync: 'attention' }]))
    expect(shown()?.entries).toMatchObject([{ failure: 'version-conflict', failureDetail: null }])
  })
})

describe('another server (case 34)', () => {
  let stranger: HostileApi

  beforeEach(async () => {
    stranger = await startHostileApi()
  })
  afterEach(() => stranger.close())

  it.each([301, 302, 303, 307, 308])('that the API redirects to with %i gets nothing', async (status) => {
    api.answer = () => new Response('', { status, headers: { location: `${stranger.url}/timesheets` } })
    await worker.ask('popup', 'capture-entry', { id: ID, content: CONTENT })
    await synchronise()
    expect(stranger.requests).toEqual([])
    expect(posts().length).toBeGreaterThan(0)
    expect(shown()).toMatchObject({ session: 'signed-in', entries: [{ id: ID, sync: 'waiting' }] })
  })

  it('that the API names as the next page gets nothing', async () => {
    api.answer = ({ method }) =>
      method === 'GET'
        ? Response.json([ROW], { headers: { link: `<${stranger.url}/timesheets?cursor=x>; rel="next"` } })
        : undefined
    await synchronise()
    expect(stranger.requests).toEqual([])
    expect(api.requests.length).toBeGreaterThan(0)
    expect(shown()).toMatchObject({ session: 'signed-in', failure: { code: 'bad-answer' }, entries: [] })
  })

  it('a list of pages without end is given up in words, and the next one works', async () => {
    const headers = { link: '<?cursor=again>; rel="next"' }
    api.answer = ({ path }) => (path === '/timesheets' ? Response.json([ROW], { headers }) : undefined)
    await synchronise()
    expect(shown()).toMatchObject({ session: 'signed-in', failure: { code: 'bad-answer' } })
    expect(api.requests.filter(({ path }) => path === '/timesheets')).toHaveLength(200)
    list([ROW])
    await synchronise()
    expect(shown()).toMatchObject({ failure: null, entries: [{ id: 'row-1' }] })
  })
})

describe('a refused call (case 35)', () => {
  const refusePosts = (answers: readonly Response[]) => {
    const left = [...answers]
    api.answer = ({ method }) => (method === 'POST' ? left.shift() : undefined)
  }
  const renewals = () => issuer.calls.filter((path) => path === '/token').length - 1

  it('401 once: one renewal, and the same call once more under the same key', async () => {
    refusePosts([problem(401, 'invalid-token')])
    await worker.ask('popup', 'capture-entry', { id: ID, content: CONTENT })
    await vi.waitFor(() => expect(shown()?.entries).toMatchObject([{ id: ID, sync: 'sent' }]))
    const [first, second] = posts()
    expect(posts()).toHaveLength(2)
    expect(second?.body).toBe(first?.body)
    expect(second?.idempotencyKey).toBe(first?.idempotencyKey)
    expect(first?.idempotencyKey).toMatch(/^[\da-f-]{36}$/)
    expect(second?.authorization).not.toBe(first?.authorization)
    expect(renewals()).toBe(1)
  })

  it('401 again: it waits for a person, and is not sent over and over', async () => {
    api.answer = ({ method }) => (method === 'POST' ? problem(401, 'invalid-token') : undefined)
    await worker.ask('popup', 'capture-entry', { id: ID, content: CONTENT })
    await vi.waitFor(() => expect(shown()?.failure).toMatchObject({ code: 'token-refused' }))
    expect(posts()).toHaveLength(2)
    expect(renewals()).toBe(1)
    expect(shown()).toMatchObject({ entries: [{ id: ID, sync: 'waiting' }] })
  })

  it('403 for want of a scope: said once, no renewal, no window, no second try', async () => {
    api.answer = ({ method }) =>
      method === 'POST'
        ? problem(403, 'insufficient-scope', {
            'www-authenticate': 'Bearer error="insufficient_scope", scope="create:timesheets"',
          })
        : undefined
    await worker.ask('popup', 'capture-entry', { id: ID, content: CONTENT })
    await vi.waitFor(() => expect(shown()?.entries).toMatchObject([{ id: ID, sync: 'attention' }]))
    await synchronise()
    expect(posts()).toHaveLength(1)
    expect(renewals()).toBe(0)
    expect(device.windows).toHaveLength(1)
    expect(shown()?.entries).toMatchObject([{ failure: 'insufficient-scope' }])
  })
})

import 'fake-indexeddb/auto'
import { createLocalJWKSet } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { UNDO_WINDOW_MS } from '../../src/background/outbox/operations.ts'
import { createOutbox } from '../../src/background/outbox/outbox.ts'
import { pullAll } from '../../src/background/outbox/pull.ts'
import { readSingleton } from '../../src/background/store/database.ts'
import { openDatabase } from '../../src/background/store/migrations.ts'
import { createSynchroniser } from '../../src/background/synchronise.ts'
import type { EntryContent } from '../../src/domain/entry.ts'
import { AppError } from '../../src/domain/failure.ts'
import { BASE_PROFILE, capabilitiesOf, USER_SCOPES } from '../../src/domain/permissions.ts'
import { createBaseProfileApi } from '../support/base-profile-api.ts'
import { API_AUDIENCE, EMPLOYEE, ISSUER, NOW, newId, publicJwk } from './support/api.ts'
import { openClientOver } from './support/client.ts'

const AUTHOR = { account: `${ISSUER}|${EMPLOYEE}`, userId: EMPLOYEE }
const CONTENT: EntryContent = {
  date: '2026-11-20',
  start: '09:15',
  minutes: 90,
  project: 'StoreZero',
  projectId: null,
  task: null,
  tags: ['workshop'],
  note: 'as typed',
  billable: false,
}

let devices = 0
let device: Awaited<ReturnType<typeof createDevice>>
beforeEach(async () => {
  device = await createDevice()
})

/** A person's device and the base-profile server that it talks to; an answer can be lost on its way. */
async function createDevice() {
  const database = await openDatabase(`base-profile-${++devices}`)
  const scopes = [...USER_SCOPES]
  await database.put(
    'singletons',
    { key: AUTHOR.account, name: 'Demo Employee', email: null, sub: EMPLOYEE, scopes },
    'account',
  )
  const api = createBaseProfileApi(
    { issuer: ISSUER, audience: API_AUDIENCE, keys: createLocalJWKSet({ keys: [publicJwk] }) },
    () => NOW,
  )
  const lost: string[] = []
  const requests: string[] = []
  const client = await openClientOver(async (url, init) => {
    const request = `${init.method ?? 'GET'} ${new URL(url).pathname}`
    requests.push(request)
    const answer = await api.fetch(new Request(url, init))
    if (init.method === 'POST') await it.whileSent()
    if (lost[0] !== request) return answer
    lost.shift()
    throw new AppError('offline')
  }, EMPLOYEE)
  const now = () => it.nowMs
  const it = {
    nowMs: NOW.getTime(),
    /** What the person does before the answer to a creation arrives. */
    whileSent: async (): Promise<void> => undefined,
    database,
    api,
    requests,
    /** The answers to these requests do not arrive. */
    lost,
    outbox: createOutbox({ database, now, newOperationId: () => crypto.randomUUID() }),
    synchroniser: createSynchroniser({
      database,
      clientFor: () => client,
      now,
      random: () => 0,
      publish: async () => undefined,
      schedule: async () => undefined,
      wakeSoon: async () => undefined,
      exclusively: (work) => work(),
    }),
    pull: () =>
      pullAll(AUTHOR, capabilitiesOf(scopes, BASE_PROFILE), {
        database,
        client,
        now,
        profile: BASE_PROFILE,
      }),
    can: async () => {
      const account = await readSingleton(database, 'account')
      return capabilitiesOf(account?.scopes ?? [], account?.profile)
    },
    entries: () => database.getAllFromIndex('entries', 'account', AUTHOR.account),
    operations: () => database.getAllFromIndex('outbox', 'account', AUTHOR.account),
  }
  return it
}

describe('what the server offers', () => {
  it('is unknown, and nothing is missing, until it has answered', async () => {
    expect(await device.can()).toMatchObject({ change: true, delete: true, reject: true })
  })

  it('is the base profile where the server does not describe itself; it is asked once an hour', async () => {
    await device.synchroniser.synchronise()
    await device.synchroniser.synchronise()
    expect(await device.can()).toEqual({
      read: true,
      create: true,
      change: false,
      delete: false,
      submit: false,
      approve: true,
      reject: false,
      history: false,
    })
    expect(device.requests.filter((request) => request === 'GET /openapi.json')).toHaveLength(1)
    device.nowMs += 61 * 60 * 1000
    await device.synchroniser.synchronise()
    expect(device.requests.filter((request) => request === 'GET /openapi.json')).toHaveLength(2)
  })
})

describe('an entry', () => {
  it('is shown once, under the server’s id, with all that was typed', async () => {
    await device.outbox.capture(AUTHOR, newId(), CONTENT)
    await device.synchroniser.send()
    expect(await device.entries()).toHaveLength(1)
    device.nowMs += 1
    await device.synchroniser.synchronise()
    device.nowMs += 1
    await device.synchroniser.synchronise()
    expect(device.api.entries).toMatchObject([
      { id: 1, date: '2026-11-20', project: 'StoreZero', hours: 1.5 },
    ])
    expect(await device.entries()).toMatchObject([
      { id: '1', sync: 'sent', entry: { ...CONTENT, id: '1', status: 'submitted' } },
    ])
    expect(await device.operations()).toEqual([])
  })

  it('whose answer was lost is found again, not stored twice, even after the list has been fetched', async () => {
    await device.synchroniser.synchronise()
    await device.outbox.capture(AUTHOR, newId(), CONTENT)
    device.nowMs += UNDO_WINDOW_MS
    device.lost.push('POST /timesheets')
    await device.synchroniser.send()
    expect(await device.operations()).toMatchObject([{ attempts: 1 }])
    await device.synchroniser.synchronise()
    expect(device.api.entries).toHaveLength(1)
    expect(await device.entries()).toMatchObject([{ id: '1', sync: 'sent', entry: { note: 'as typed' } }])
  })

  it('that has arrived without its answer is not shown a second time by a list that comes meanwhile', async () => {
    await device.synchroniser.synchronise()
    await device.outbox.capture(AUTHOR, newId(), CONTENT)
    device.nowMs += UNDO_WINDOW_MS
    device.lost.push('POST /timesheets')
    await device.synchroniser.send()
    await device.pull()
    expect(await device.entries()).toMatchObject([{ sync: 'waiting' }])
    await device.synchroniser.synchronise()
    expect(await device.entries()).toMatchObject([{ id: '1', sync: 'sent' }])
    expect(device.api.entries).toHaveLength(1)
  })

  it('whose undo or edit comes while it is sent is found under the server’s id', async () => {
    const id = newId()
    device.lost.push('GET /openapi.json')
    await device.outbox.capture(AUTHOR, id, CONTENT)
    device.whileSent = () => device.outbox.edit(AUTHOR, id, { ...CONTENT, minutes: 30 })
    await device.synchroniser.send()
    expect(await readSingleton(device.database, 'undo')).toMatchObject({ entryId: '1' })
    expect(device.requests).toContain('PATCH /timesheets/1')
  })

  it('that never arrived is sent again, also beside one with the same content', async () => {
    await device.outbox.capture(AUTHOR, newId(), CONTENT)
    await device.synchroniser.synchronise()
    await device.outbox.capture(AUTHOR, newId(), CONTENT)
    device.nowMs += UNDO_WINDOW_MS
    const arrive = device.api.fetch
    device.api.fetch = () => Promise.reject(new AppError('offline'))
    await device.synchroniser.send()
    device.api.fetch = arrive
    await device.synchroniser.send()
    expect(device.api.entries).toHaveLength(2)
    expect(await device.entries()).toMatchObject([{ id: '1' }, { id: '2' }])
  })

  it('two that were lost with the same content stay two', async () => {
    await device.synchroniser.synchronise()
    for (const id of [newId(), newId()]) await device.outbox.capture(AUTHOR, id, CONTENT)
    device.nowMs += UNDO_WINDOW_MS
    device.lost.push('POST /timesheets')
    await device.synchroniser.send()
    device.lost.push('POST /timesheets')
    await device.synchroniser.send()
    await device.synchroniser.send()
    expect(device.api.entries).toHaveLength(2)
    expect(await device.entries()).toMatchObject([{ id: '1' }, { id: '2' }])
    expect(await device.operations()).toEqual([])
  })

  it('waits until it can no more be taken back, as the server would not delete it', async () => {
    await device.synchroniser.synchronise()
    await device.outbox.capture(AUTHOR, newId(), CONTENT)
    await device.synchroniser.send()
    expect(device.api.entries).toEqual([])
    const undo = await readSingleton(device.database, 'undo')
    expect(await device.outbox.undo(AUTHOR, undo?.operationId ?? '')).toBe(true)
    expect(await device.entries()).toEqual([])
    device.nowMs += UNDO_WINDOW_MS
    await device.synchroniser.send()
    expect(device.api.entries).toEqual([])
  })

  it('can be changed and deleted while it is here alone, and not once it was sent', async () => {
    await device.synchroniser.synchronise()
    const [kept, dropped] = [newId(), newId()]
    for (const id of [kept, dropped]) await device.outbox.capture(AUTHOR, id, CONTENT)
    await device.outbox.edit(AUTHOR, kept, { ...CONTENT, minutes: 30 })
    await device.outbox.remove(AUTHOR, dropped)
    device.nowMs += UNDO_WINDOW_MS
    await device.synchroniser.synchronise()
    expect(device.api.entries).toMatchObject([{ id: 1, hours: 0.5 }])
    await expect(device.outbox.edit(AUTHOR, '1', CONTENT)).rejects.toMatchObject({ code: 'not-offered' })
    await expect(device.outbox.remove(AUTHOR, '1')).rejects.toMatchObject({ code: 'not-offered' })
    expect(await device.operations()).toEqual([])
  })

  it('that was changed before the server was known is kept beside what the server has, for a choice', async () => {
    const id = newId()
    device.lost.push('GET /openapi.json')
    await device.outbox.capture(AUTHOR, id, CONTENT)
    await device.synchroniser.send()
    await device.outbox.edit(AUTHOR, '1', { ...CONTENT, minutes: 30 })
    await device.synchroniser.synchronise()
    await device.synchroniser.synchronise()
    expect(await device.entries()).toMatchObject([
      {
        id: '1',
        sync: 'attention',
        entry: { minutes: 30, note: 'as typed' },
        conflict: { mine: 'change', theirs: { minutes: 90 }, locked: true },
      },
    ])
  })
})

it('a deletion that waits for its choice is not lost to an edit that the server would not take', async () => {
  device.lost.push('GET /openapi.json')
  await device.outbox.capture(AUTHOR, newId(), CONTENT)
  await device.synchroniser.send()
  await device.outbox.remove(AUTHOR, '1', 0)
  await device.synchroniser.synchronise()
  const conflict = { mine: 'deletion', locked: true }
  expect(await device.entries()).toMatchObject([{ deleted: false, conflict }])
  await expect(device.outbox.edit(AUTHOR, '1', CONTENT)).rejects.toMatchObject({ code: 'not-offered' })
  expect(await device.operations()).toMatchObject([
    { act: { kind: 'delete' }, parked: { code: 'not-offered' } },
  ])
  expect(await device.entries()).toMatchObject([{ conflict }])
})

describe('an approval', () => {
  it('is an empty body; a rejection is not sent', async () => {
    device.api.entries.push({
      id: 7,
      user_id: 'contractor',
      date: '2026-11-19',
      project: null,
      hours: 2,
      approved: false,
    })
    await device.synchroniser.synchronise()
    const seen = [{ id: '7', version: 1 }]
    await device.outbox.decide(AUTHOR, { operationId: 'd-1', seen, decision: 'rejected', comment: 'no' })
    device.nowMs += UNDO_WINDOW_MS
    await device.synchroniser.synchronise()
    expect(await device.database.get('approvals', [AUTHOR.account, '7'])).toMatchObject({
      refusal: { code: 'not-offered', decision: 'rejected' },
    })
    expect(device.api.entries).toMatchObject([{ approved: false }])
    await device.outbox.decide(AUTHOR, { operationId: 'd-2', seen, decision: 'approved', comment: null })
    device.nowMs += UNDO_WINDOW_MS
    await device.synchroniser.synchronise()
    expect(device.api.entries).toMatchObject([{ approved: true }])
  })
})

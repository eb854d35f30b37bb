import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import { AUTHOR, createDevice, type Device, ID, OTHER_ID, stored } from '../../../test/support/device.ts'
import type { ReceivedApproval } from '../../contract/received-approval.ts'
import { BASE_PROFILE } from '../../domain/permissions.ts'
import type { ApprovalPage } from '../api/client.ts'
import { pullApprovals } from './pull-approvals.ts'

let device: Device
beforeEach(async () => {
  device = await createDevice()
})

const row = (id: string, changes: Partial<ReceivedApproval> = {}): ReceivedApproval => ({
  ...stored(id, 'theirs', { userId: 'contractor' }),
  ...{ userName: 'Demo Contractor', flags: [], weekTargetMinutes: 2400 },
  ...changes,
})

async function pull(...pages: ApprovalPage[]): Promise<unknown[]> {
  const asked: unknown[] = []
  device.nowMs += 1
  await pullApprovals(AUTHOR.account, {
    database: device.database,
    now: () => device.nowMs,
    profile: device.profile,
    client: {
      ...device.client,
      listApprovals: async (query) => {
        asked.push(query)
        return pages.shift() ?? { rows: [], next: null }
      },
    },
  })
  return asked
}

const ids = async () => (await device.database.getAll('approvals')).map(({ id }) => id)

it('all pages are asked for, and what is on none of them is gone', async () => {
  await pull({ rows: [row('old')], next: null })
  const asked = await pull(
    { rows: [row(ID)], next: { limit: '1000', cursor: 'c' } },
    { rows: [row(OTHER_ID)], next: null },
  )
  expect(asked).toEqual([{ limit: '1000' }, { limit: '1000', cursor: 'c' }])
  expect(await ids()).toEqual([ID, OTHER_ID])
})

it('a list without end is no list', async () => {
  const pages = Array.from({ length: 60 }, () => ({ rows: [], next: { cursor: 'again' } }))
  await expect(pull(...pages)).rejects.toMatchObject({ code: 'bad-answer' })
})

it('what is decided here, told or not, is not brought back by a list that was asked for before', async () => {
  await pull({ rows: [row(ID), row(OTHER_ID)], next: null })
  const act = { operationId: 'd-1', decision: 'approved', comment: null } as const
  await device.outbox.decide(AUTHOR, { ...act, seen: [{ id: ID, version: 1 }] })
  await pull({ rows: [row(ID, { version: 2 }), row(OTHER_ID, { version: 2 })], next: null })
  expect(await device.database.getAll('approvals')).toMatchObject([
    { id: ID, entry: { version: 1 } },
    { id: OTHER_ID, entry: { version: 2 } },
  ])
})

it('a refusal stays with the entry as it changes, and when it waits no more until that was taken note of', async () => {
  const refusal = { detail: null, decision: 'approved', seen: null, decided: null } as const
  await pull({ rows: [row(ID), row(OTHER_ID)], next: null })
  for (const [id, code] of [
    [ID, 'version-conflict'],
    [OTHER_ID, 'already-decided'],
  ] as const) {
    const local = await device.database.get('approvals', [AUTHOR.account, id])
    if (local) await device.database.put('approvals', { ...local, refusal: { ...refusal, code } })
  }
  await pull({ rows: [row(ID, { version: 3 })], next: null })
  expect(await device.database.getAll('approvals')).toMatchObject([
    { id: ID, entry: { version: 3 }, refusal: { code: 'version-conflict' } },
    { id: OTHER_ID, refusal: { code: 'already-decided' } },
  ])
  await device.outbox.forgetRefusals(AUTHOR, [OTHER_ID])
  await pull({ rows: [row(ID, { version: 3 })], next: null })
  expect(await ids()).toEqual([ID])
})

it('a server that looks for no flags has them looked for here, by the same rules', async () => {
  device.profile = BASE_PROFILE
  const asked = await pull({
    rows: [
      row(ID, { flags: null, minutes: 601, date: '1970-01-01' }),
      row(OTHER_ID, { flags: null, date: '1970-01-03' }),
    ],
    next: null,
  })
  expect(asked).toEqual([{}])
  expect((await device.database.getAll('approvals')).map(({ flags }) => flags)).toEqual([
    [{ kind: 'over-day', minutes: 601, limitMinutes: 600 }],
    [{ kind: 'future' }, { kind: 'weekend' }],
  ])
})

import { readSingleton } from '../../src/background/store/database.ts'
import { isTombstone, receivedChange } from '../../src/contract/entry.ts'
import type { Mutant, MutantCall } from './world.ts'

/** Bugs that the simulation must find. Each sits between the real client and the network. */
export const MUTANTS = {
  'the idempotency key is dropped': async ({ request, send }) => {
    const { 'idempotency-key': _, ...headers } = request.headers
    return await send({ ...request, headers })
  },
  'an operation leaves the outbox before its answer': async (call) => {
    const key = call.request.headers['idempotency-key']
    if (key !== undefined) await forgetOperation(call, key)
    return await call.send()
  },
  'a pull overwrites what is pending': async (call) => {
    const { request, send } = call
    const response = await send()
    const isList = response.ok && response.headers.get('content-type')?.includes('json')
    if (request.method === 'GET' && request.path.startsWith('/timesheets') && isList)
      await overwriteEntries(call, (await response.clone().json()) as unknown[])
    return response
  },
  'a decision is sent for whatever version there is by now': async ({ request, send }) => {
    if (!request.path.startsWith('/approvals/') || request.body === null) return await send()
    const { 'idempotency-key': _key, 'content-type': _type, ...headers } = request.headers
    const list = await send({ method: 'GET', path: '/approvals', headers, body: null })
    if (!list.ok) return list
    const waiting = (await list.json()) as readonly { readonly id: string; readonly version: number }[]
    const versions = new Map(waiting.map(({ id, version }) => [id, version]))
    const id = request.path.slice('/approvals/'.length)
    const asked = JSON.parse(request.body) as Decided | readonly Decided[]
    const forced = [asked]
      .flat()
      .map((one) => ({ ...one, version: versions.get(one.id ?? id) ?? one.version }))
    return await send({ ...request, body: JSON.stringify(Array.isArray(asked) ? forced : forced[0]) })
  },
} as const satisfies Record<string, Mutant>

interface Decided {
  readonly id?: string
  readonly version: number
}

async function forgetOperation({ device }: MutantCall, operationId: string): Promise<void> {
  const { database } = device.store
  for (const operation of await database.getAll('outbox'))
    if (operation.operationId === operationId) await database.delete('outbox', operation.seq ?? -1)
}

async function overwriteEntries({ device }: MutantCall, listed: readonly unknown[]): Promise<void> {
  const { database } = device.store
  const account = (await readSingleton(database, 'account'))?.key
  if (account === undefined) return
  for (const listedRow of listed) {
    const row = receivedChange().parse(listedRow)
    const local = await database.get('entries', [account, row.id])
    if (local && !isTombstone(row))
      await database.put('entries', { ...local, entry: row, confirmed: row, sync: 'sent' })
  }
}

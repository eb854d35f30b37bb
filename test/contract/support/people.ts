import { MANAGER, newId, type Received, type Sending, signToken, type TestApi } from './api.ts'

export type Person = ReturnType<typeof createPerson>

let people = 0

/** Good for all the years that a test lets pass. */
const bearer = async (user: string, scope: string) =>
  `Bearer ${await signToken(user, { claims: { scope, exp: Date.parse('2100-01-01') / 1000 } })}`

/** Somebody with nothing booked yet, so that a test begins at its own beginning. */
export function createPerson(api: TestApi) {
  people += 1
  const user = `person-${people}@exampleco.com`
  const scope = 'read:timesheets create:timesheets delete:timesheets'
  const token = bearer(user, scope)
  const send = async (method: string, path: string, sending?: Sending) =>
    await api.sendWith(await token, method, path, sending)
  return {
    user,
    send,
    list: (query = '') => send('GET', `/timesheets${query}`),
    book: async (body: object = {}): Promise<Received> =>
      await send('POST', '/timesheets', { body: { id: newId(), date: '2026-11-20', minutes: 1, ...body } }),
    change: (id: string, body: object) => send('PATCH', `/timesheets/${id}`, { body, ifMatch: '*' }),
    remove: (id: string) => send('DELETE', `/timesheets/${id}`, { ifMatch: '*' }),
    /** By the manager. */
    decide: async (id: string, body: object = {}) =>
      await api.sendWith(await bearer(MANAGER, 'approve:timesheets'), 'PUT', `/approvals/${id}`, { body }),
  }
}

/** The query of the `next` link; null without one. */
export function nextOf({ headers }: Received): string | null {
  return /^<(\?[^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1] ?? null
}

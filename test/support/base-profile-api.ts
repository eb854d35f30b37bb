import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { createTokenReader, type TokenRules } from '../../src/server/api/access-token.ts'
import { close, listen } from '../../src/server/listen.ts'

/** As the base profile stores it, and no more than that. */
export interface BaseEntry {
  readonly id: number
  readonly user_id: string
  readonly date: string
  readonly project: string | null
  readonly hours: number
  approved: boolean
}

/**
 * A Timesheets API of the base profile: numeric ids, no repeatable creation, no change, no deletion, no description of
 * itself. It looks at nothing in a body but what it stores, and takes bearer tokens alone.
 */
export function createBaseProfileApi(rules: TokenRules, now: () => Date = () => new Date()) {
  const entries: BaseEntry[] = []
  const readToken = createTokenReader(rules)
  const app = new Hono<{ Variables: { user: string } }>()
  app.use(cors({ origin: (origin) => origin }))
  app.use(async (context, next) => {
    const token = context.req.header('authorization')?.match(/^Bearer (.+)$/)?.[1]
    if (token === undefined) return context.text('Unauthorized', 401)
    const { caller } = await readToken(token, 'read:timesheets', now())
    context.set('user', caller.user)
    await next()
  })
  app.get('/timesheets', (context) =>
    context.json(entries.filter((entry) => entry.user_id === context.get('user'))),
  )
  app.post('/timesheets', async (context) => {
    const { date, project, hours } = await context.req.json()
    const entry = {
      id: entries.length + 1,
      user_id: context.get('user'),
      date,
      project,
      hours,
      approved: false,
    }
    entries.push(entry)
    return context.json(entry, 201)
  })
  app.get('/approvals', (context) => context.json(entries.filter((entry) => !entry.approved)))
  app.put('/approvals/:id', (context) => {
    const entry = entries.find(({ id }) => String(id) === context.req.param('id'))
    if (!entry) return context.text('Not Found', 404)
    entry.approved = true
    return context.json(entry)
  })
  return { entries, fetch: async (request: Request) => await app.fetch(request) }
}

/** The same on loopback. */
export async function startBaseProfileApi(port: number, rules: TokenRules) {
  const api = createBaseProfileApi(rules)
  const server = createServer(getRequestListener(api.fetch, { overrideGlobalObjects: false }))
  await listen(server, port, '127.0.0.1')
  return { entries: api.entries, close: () => close(server) }
}

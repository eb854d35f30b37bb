import { uuidV7 } from '../../src/domain/uuid.ts'
import type { Possibility } from './faults.ts'
import { accessToken, COLLEAGUE, MANAGER, OTHER_MANAGER } from './people.ts'
import { PROJECT } from './server.ts'
import type { World } from './world.ts'

/** What people do in other programs, on a good network. */
export function actsElsewhere(world: World): readonly Possibility[] {
  const weight = isWatched(world) ? 1 : 0
  return [
    { weight: 1.5, happen: () => decideElsewhere(world) },
    { weight, happen: () => logElsewhere(world) },
    { weight, happen: () => correctElsewhere(world) },
  ]
}

const WAITING_AT_FIRST = 4

/** A manager has something to decide from the first moment: a run is too short to wait for a week's submission. */
export async function waitForDecisions(world: World): Promise<void> {
  if (!isWatched(world)) return
  for (let count = 0; count < WAITING_AT_FIRST; count += 1) await logElsewhere(world)
}

/** What is logged and corrected here matters to whom decides on a device. */
function isWatched({ kind, devices }: World): boolean {
  return kind !== 'base' && devices.some(({ owner }) => owner === MANAGER)
}

interface Waiting {
  readonly id: string
  readonly user_id: string
  readonly version?: number
  readonly note?: string
}

/** Another manager, on whatever waits. */
async function decideElsewhere(world: World): Promise<void> {
  const { random, log, kind } = world
  const waiting = await readWaiting(world)
  if (waiting.length === 0) return
  const { id, version, note } = random.pick(waiting)
  const decision = kind === 'base' ? 'approved' : random.pick(['approved', 'rejected'] as const)
  const comment = decision === 'rejected' ? { comment: 'why?' } : {}
  const status = await ask(world, OTHER_MANAGER, 'PUT', `/approvals/${id}`, { decision, version, ...comment })
  log(`another manager has ${decision} ${note ?? id}: ${status}`)
}

/** Somebody else's time waits at once: it was not logged as a draft. */
async function logElsewhere(world: World): Promise<void> {
  const { ledger, nowMs, random, log } = world
  const id = uuidV7(nowMs, random.bytes(10))
  const text = `colleague-${ledger.acts.length}`
  const act = ledger.begin({ entryId: id, text, person: COLLEAGUE, device: 'elsewhere', kind: 'capture' })
  const date = new Date(nowMs).toISOString().slice(0, 10)
  const entry = { id, date, minutes: 60, project_id: PROJECT.id, project: PROJECT.name, note: text }
  const status = await ask(world, COLLEAGUE, 'POST', '/timesheets', entry)
  act.isAcknowledged = status === 201
  log(`${text} is logged in another program: ${status}`)
}

/** Its words stay: how long it took is another. */
async function correctElsewhere(world: World): Promise<void> {
  const { random, log } = world
  const waiting = (await readWaiting(world)).filter(({ user_id }) => user_id === COLLEAGUE)
  if (waiting.length === 0) return
  const { id, version, note } = random.pick(waiting)
  const changes = { minutes: random.pick([15, 30, 45]), note }
  const status = await ask(world, COLLEAGUE, 'PATCH', `/timesheets/${id}`, changes, version)
  log(`${note} is corrected in another program: ${status}`)
}

async function readWaiting({ server }: World): Promise<readonly Waiting[]> {
  const headers = headersOf(OTHER_MANAGER)
  const list = await server.answer({ method: 'GET', path: '/approvals', headers, body: null })
  return JSON.parse(list.body) as readonly Waiting[]
}

async function ask(
  { server }: World,
  person: string,
  method: string,
  path: string,
  body: unknown,
  version?: number,
): Promise<number> {
  const headers = { ...headersOf(person), ...(version !== undefined && { 'if-match': `"${version}"` }) }
  return (await server.answer({ method, path, headers, body: JSON.stringify(body) })).status
}

function headersOf(person: string): Record<string, string> {
  return {
    authorization: `Bearer ${accessToken(person, 'good')}`,
    'content-type': 'application/json',
  }
}

import { randomBytes } from 'node:crypto'
import type { EntryStatus, Project } from '../domain/entry.ts'
import { addDays, type LocalDate, weekdayOf, weekOf } from '../domain/local-date.ts'
import { uuidV7 } from '../domain/uuid.ts'
import { DEMO_ACCOUNTS } from './identity/accounts.ts'
import { seenOf } from './store/approvals.ts'
import type { Database, Queries } from './store/database.ts'
import { insertEntry, insertReview } from './store/entries.ts'
import { insertProjects, keepPersonName, listProjects } from './store/projects.ts'
import type { EntryRow } from './store/schema.ts'

const PROJECTS = [
  project('acme-website', 'Acme', 'Website', ['Design', 'Development', 'Review']),
  project('orbit-support', 'Orbit', 'Support', ['Tickets', 'On call']),
  project('northwind-erp', 'Northwind', 'ERP rollout', ['Analysis', 'Migration', 'Training']),
  project('northwind-reports', 'Northwind', 'Reports', ['Development']),
  project('globex-app', 'Globex', 'Mobile app', ['Design', 'Development', 'Testing']),
  project('initech-audit', 'Initech', 'Security audit', ['Interviews', 'Report']),
  project('umbra-shop', 'Umbra', 'Shop relaunch', ['Concept', 'Development']),
  project('exampleco-internal', 'ExampleCo', 'Internal', ['Meetings', 'Administration']),
  project('exampleco-training', 'ExampleCo', 'Training', ['Learning', 'Mentoring']),
  project('exampleco-sales', 'ExampleCo', 'Sales', ['Proposals']),
] as const satisfies readonly Project[]

type ProjectId = (typeof PROJECTS)[number]['id']
type Booking = readonly [projectId: ProjectId, minutes: number, note: string, tag?: string]

/** The days of a plan take turns; each is a plausible day of that person. */
const PLANS: Readonly<Record<string, readonly (readonly Booking[])[]>> = {
  'employee@exampleco.com': [
    [
      ['acme-website', 180, 'Landing page', 'design'],
      ['orbit-support', 150, 'Tickets of the morning'],
      ['exampleco-internal', 60, 'Weekly meeting', 'meeting'],
    ],
    [
      ['acme-website', 240, 'Navigation and search'],
      ['northwind-reports', 210, 'Monthly report, first version'],
    ],
    [
      ['globex-app', 300, 'Sign-in screens', 'workshop'],
      ['orbit-support', 120, 'Call with second level'],
    ],
  ],
  'contractor@exampleco.com': [
    [['northwind-erp', 450, 'Migration of the order history', 'migration']],
    [
      ['northwind-erp', 270, 'Rehearsal of the switch'],
      ['umbra-shop', 180, 'Review of the concept', 'review'],
    ],
  ],
  'manager@exampleco.com': [
    [
      ['exampleco-sales', 150, 'Proposal for Initech'],
      ['exampleco-internal', 240, 'One-to-ones', 'meeting'],
    ],
    [
      ['initech-audit', 210, 'Interviews on site'],
      ['exampleco-internal', 180, 'Planning of the quarter'],
    ],
  ],
}

const MANAGER = 'manager@exampleco.com'
const REJECTION = 'Please split this between the two projects it was for.'

/**
 * Fills an empty database with three weeks of entries up to yesterday: older weeks decided, last week partly,
 * this week not submitted yet. Does nothing where there is any project already.
 */
export async function seedDemo(database: Database, today: LocalDate): Promise<void> {
  await database.transact(async (queries) => {
    if ((await listProjects(queries)).length > 0) return
    await insertProjects(queries, PROJECTS)
    for (const account of DEMO_ACCOUNTS) {
      await keepPersonName(queries, account.sub, account.name)
      await seedEntries(queries, account.sub, today)
    }
  })
}

async function seedEntries(queries: Queries, userId: string, today: LocalDate): Promise<void> {
  const plan = PLANS[userId] ?? []
  const monday = weekOf(today)[0] ?? today
  let turn = 0
  for (let date = addDays(monday, -14); date < today; date = addDays(date, 1)) {
    if (weekdayOf(date) > 5) continue
    const bookings = plan[turn % plan.length] ?? []
    for (const [index, booking] of bookings.entries()) {
      await seedEntry(queries, userId, date, { booking, index, monday })
    }
    turn += 1
  }
}

async function seedEntry(
  queries: Queries,
  userId: string,
  date: LocalDate,
  { booking, index, monday }: { booking: Booking; index: number; monday: LocalDate },
): Promise<void> {
  const [projectId, minutes, note, tag] = booking
  const bookedAt = new Date(`${date}T16:${String(index).padStart(2, '0')}:00Z`)
  const status = statusOf(date, monday, index)
  const decided = status === 'approved' || status === 'rejected'
  const reviewer = userId === MANAGER ? 'director@exampleco.com' : MANAGER
  const reviewAt = decided ? new Date(`${addDays(date, 1)}T09:00:00Z`) : null
  const row: EntryRow = {
    id: newId(bookedAt),
    userId,
    date,
    start: null,
    minutes,
    project: PROJECTS.find(({ id }) => id === projectId)?.name ?? null,
    projectId,
    task: null,
    tags: tag === undefined ? [] : [tag],
    note,
    billable: !projectId.startsWith('exampleco-'),
    status,
    reviewBy: decided ? reviewer : null,
    reviewAt,
    reviewComment: status === 'rejected' ? REJECTION : null,
    version: decided ? 2 : 1,
    createdAt: bookedAt,
    updatedAt: reviewAt ?? bookedAt,
    submittedAt: status === 'draft' ? null : bookedAt,
    submittedVersion: status === 'draft' ? null : 1,
    deletedAt: null,
  }
  await insertEntry(queries, row)
  if (reviewAt === null || (status !== 'approved' && status !== 'rejected')) return
  await insertReview(queries, {
    id: newId(reviewAt),
    entryId: row.id,
    by: reviewer,
    at: reviewAt,
    decision: status,
    comment: row.reviewComment,
    versionSeen: 1,
    seen: seenOf(row),
  })
}

/** Older weeks are approved; of last week, Wednesday has a rejection and the days after it still wait; this week is open. */
function statusOf(date: LocalDate, monday: LocalDate, index: number): EntryStatus {
  if (date >= monday) return 'draft'
  const lastWednesday = addDays(monday, -5)
  if (date > lastWednesday) return 'submitted'
  return date === lastWednesday && index === 0 ? 'rejected' : 'approved'
}

function newId(at: Date): string {
  return uuidV7(at.getTime(), randomBytes(10))
}

function project<Id extends string>(id: Id, client: string, name: string, tasks: readonly string[]) {
  return { id, client, name, tasks, archived: false } as const
}

import type { UploadedEntryBody, WireEntry } from '../../contract/wire-entry.ts'
import { tickChangeClock } from '../store/change-clock.ts'
import { lockDay, wireEntry } from '../store/entries.ts'
import { answerOnce } from './answer-once.ts'
import { bookEntry, type Content, contentOf } from './booking.ts'
import type { Handler, Writing } from './call.ts'
import { ApiProblem } from './problem.ts'

interface Booking {
  readonly body: UploadedEntryBody
  readonly content: Content
  /** JSON pointer of the entry in the body. */
  readonly at: string
}

/** All or nothing: one entry that cannot be stored keeps out the whole batch. */
export const uploadTimesheets: Handler<'uploadTimesheets'> = (call) =>
  answerOnce('uploadTimesheets', call, async (writing) => {
    if (!Array.isArray(call.body)) {
      const [entry] = await storeAll(writing, [{ body: call.body, at: '' }])
      return { status: 201, body: entry }
    }
    const given = call.body.map((body, index) => ({ body, at: `/${index}` }))
    return { status: 201, body: await storeAll(writing, given) }
  })

async function storeAll(writing: Writing, given: readonly Omit<Booking, 'content'>[]): Promise<WireEntry[]> {
  const bookings: Booking[] = []
  for (const { body, at } of given) bookings.push({ body, at, content: await contentOf(writing, body, at) })
  await lockDaysAndClocks(writing, bookings)
  const stored: WireEntry[] = []
  for (const booking of bookings) stored.push(await store(writing, booking))
  return stored
}

/** In one order for everybody, so that two uploads never wait for each other. */
async function lockDaysAndClocks({ queries, now }: Writing, bookings: readonly Booking[]): Promise<void> {
  const wanted = new Map(
    bookings.map(({ body, content }) => [
      `${content.date} ${body.user_id}`,
      { userId: body.user_id, date: content.date },
    ]),
  )
  for (const key of [...wanted.keys()].sort()) {
    const day = wanted.get(key)
    if (day) await lockDay(queries, day.userId, day.date)
  }
  const owners = new Set(bookings.map(({ body }) => body.user_id))
  for (const owner of [...owners].sort()) await tickChangeClock(queries, owner, now)
}

async function store(writing: Writing, { body, content, at }: Booking): Promise<WireEntry> {
  try {
    return wireEntry((await bookEntry(writing, body.user_id, body.id, content)).row)
  } catch (error) {
    if (!(error instanceof ApiProblem) || at === '') throw error
    const path = error.code === 'id-taken' ? `${at}/id` : `${at}/minutes`
    throw new ApiProblem(error.code, {
      ...error.details,
      faults: [{ path, reason: error.details.detail ?? error.code }],
    })
  }
}

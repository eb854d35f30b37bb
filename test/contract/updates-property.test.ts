import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NOW, newId, startTestApi, type TestApi } from './support/api.ts'
import { createPerson, type Person } from './support/people.ts'
import { findPostgres, type PostgresServer, startPostgres } from './support/postgres.ts'
import { createReader } from './support/reader.ts'

const found = findPostgres()

const step = fc.record({
  act: fc.constantFrom('read', 'read', 'book', 'book', 'change', 'remove', 'decide'),
  /** Which entry, or which reader. */
  which: fc.nat(20),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** Writes as told; what the server refuses (a locked or deleted entry) changes nothing. */
async function write(person: Person, ids: string[], { act, which }: Step): Promise<void> {
  const id = ids[which % ids.length] ?? newId()
  if (act === 'book') {
    const { body } = await person.book({ note: `${ids.length}` })
    ids.push(body.id)
  }
  if (act === 'change') await person.change(id, { note: `changed ${which}` })
  if (act === 'remove') await person.remove(id)
  if (act === 'decide') await person.decide(id, which % 2 === 0 ? {} : { decision: 'rejected', comment: 'x' })
}

describe.each([
  ['the embedded database', null, 60],
  ['a PostgreSQL server', 'programs' in found ? found.programs : '', 15],
])('on %s', (_name, programs, numRuns) => {
  let server: PostgresServer | undefined
  let api: TestApi
  beforeAll(async () => {
    if (programs === '') return
    server = programs === null ? undefined : await startPostgres(programs)
    api = await startTestApi({ now: () => NOW, requestsPerMinute: 1_000_000 }, server?.url)
  })
  afterAll(async () => {
    await api?.close()
    await server?.stop()
  })

  test.skipIf(programs === '')(
    'whatever is written between whichever pages, readers end with what the server has',
    async () => {
      const sizes = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), sizes, async (steps, [a, b]) => {
          const person = createPerson(api)
          const readers = [createReader(person, a), createReader(person, b)] as const
          const ids: string[] = []
          for (const one of steps) {
            if (one.act === 'read') await readers[one.which % 2 === 0 ? 0 : 1].readPage()
            else await write(person, ids, one)
          }
          const { body: all } = await person.list()
          for (const reader of [...readers, createReader(person, 2)]) {
            while (!(await reader.readPage()));
            expect(reader.entries()).toEqual(all)
          }
        }),
        { numRuns },
      )
      expect(api.errors).toEqual([])
    },
    60_000,
  )
})

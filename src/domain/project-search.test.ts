import { describe, expect, it } from 'vitest'
import type { Project } from './entry.ts'
import { findProjects, prepareProjects, projectsNamed } from './project-search.ts'

const named = (id: string, client: string | null, name: string): Project => ({
  id,
  client,
  name,
  tasks: [],
  archived: false,
})

const many = (count: number): readonly Project[] =>
  Array.from({ length: count }, (_, index) => named(`p${index}`, 'Acme', `Part ${count - index}`))

const ids = (projects: readonly Project[]) => projects.map(({ id }) => id)

describe('finding projects', () => {
  const projects = [
    named('inside', 'Acme', 'New website'),
    named('begins', 'Acme', 'Website relaunch'),
    named('exact', 'Acme', 'Website'),
    named('letters', 'Webb', 'Site'),
    { ...named('archived', 'Acme', 'Website'), archived: true },
  ]

  it('takes no more than wanted, of all that fit the best', () => {
    expect(ids(findProjects('website', projects, 9))).toEqual(['exact', 'begins', 'inside', 'letters'])
    expect(ids(findProjects('website', projects, 2))).toEqual(['exact', 'begins'])
    expect(ids(findProjects('wbsite', projects, 9))).toEqual(['inside', 'exact', 'begins', 'letters'])
  })

  it('puts the most used of those that fit equally well first, then the others by their names', () => {
    const list = many(9)
    const uses = new Map([
      ['p0', 1],
      ['p4', 3],
    ])
    expect(ids(findProjects('', list, 4, uses))).toEqual(['p4', 'p0', 'p8', 'p7'])
    expect(ids(findProjects('', list, 1, uses))).toEqual(['p4'])
  })
})

describe('projects made ready beforehand', () => {
  it('are so in parts with a pause before each, and found as without it', async () => {
    const list = many(1_000)
    let pauses = 0
    await prepareProjects(list, async () => {
      pauses += 1
    })
    // Five parts, what is left of them, and a last look.
    expect(pauses).toBe(7)
    const fresh = [...list]
    expect(findProjects('part 99', list, 20)).toEqual(findProjects('part 99', fresh, 20))
    expect(ids(projectsNamed('acme part 7', list))).toEqual(['p993'])
  })

  it('are left alone when a search came first', async () => {
    const list = many(1_000)
    let pauses = 0
    await prepareProjects(list, async () => {
      pauses += 1
      if (pauses === 2) expect(ids(findProjects('part 1000', list, 1))).toEqual(['p0'])
    })
    expect(pauses).toBe(2)
  })
})

import { expect, it } from 'vitest'
import { totalsByProject } from './project-totals.ts'

const on = (project: string | null, minutes: number, projectId: string | null = project) => ({
  project,
  projectId,
  minutes,
})
const totals = (entries: readonly ReturnType<typeof on>[]) =>
  totalsByProject(entries).map(({ project, minutes, share }) => [project, minutes, share])

it.each([
  ['nothing', [], []],
  ['one project', [on('Website', 60), on('Website', 30)], [['Website', 90, 1]]],
  [
    'several, most first, no project last however long',
    [on(null, 600), on('Website', 60), on('Support', 120), on('Website', 20)],
    [
      ['Support', 120, 0.15],
      ['Website', 80, 0.1],
      [null, 600, 0.75],
    ],
  ],
  [
    'equally long ones, by name',
    [on('b', 30), on('a', 30)],
    [
      ['a', 30, 0.5],
      ['b', 30, 0.5],
    ],
  ],
  [
    'a renamed project, by its id',
    [on('New name', 30, 'p1'), on('Old name', 30, 'p1')],
    [['New name', 60, 1]],
  ],
  [
    'names without an id, apart from a project whose id is such a name',
    [on('Website', 30, null), on('Other', 30, 'Website')],
    [
      ['Other', 30, 0.5],
      ['Website', 30, 0.5],
    ],
  ],
  ['no time at all', [on('Website', 0)], [['Website', 0, 0]]],
])('%s', (_, entries, expected) => {
  expect(totals(entries)).toEqual(expected)
})

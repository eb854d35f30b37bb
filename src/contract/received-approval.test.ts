import { expect, it } from 'vitest'
import { receivedApprovals, receivedDecisions } from './received-approval.ts'

const WIRE = {
  id: 17,
  user_id: 'employee',
  date: '2026-11-20T17:40:20Z',
  project: 'StoreZero',
  hours: 5,
  approved: false,
}

it('an entry of the base profile says nothing of flags', () => {
  expect(receivedApprovals().parse([WIRE])).toMatchObject([
    { id: '17', date: '2026-11-20', minutes: 300, flags: null, weekTargetMinutes: null },
  ])
})

it('flags that are known are read, and others do no harm', () => {
  const flags = [
    { kind: 'over-day', minutes: 700, limit_minutes: 600 },
    { kind: 'changed', submitted_version: 2 },
    { kind: 'unusual', minutes: 900, usual_minutes: 300 },
    { kind: 'very-old', days: 90 },
    { kind: 'weekend' },
    { kind: 'of another version' },
    { kind: 'overlap' },
    'nonsense',
  ]
  expect(receivedApprovals().parse([{ ...WIRE, flags, week_target_minutes: 2400 }])).toMatchObject([
    {
      weekTargetMinutes: 2400,
      flags: [
        { kind: 'over-day', minutes: 700, limitMinutes: 600 },
        { kind: 'changed', submittedVersion: 2 },
        { kind: 'unusual', minutes: 900, usualMinutes: 300 },
        { kind: 'very-old', days: 90 },
        { kind: 'weekend' },
      ],
    },
  ])
})

it.each([
  ['no list', {}],
  ['a row that is no entry', [WIRE, { id: 18 }]],
  ['an id that leads elsewhere', [{ ...WIRE, id: '..' }]],
])('%s is refused', (_name, received) => {
  expect(receivedApprovals().safeParse(received).success).toBe(false)
})

it('flags without end are as if there were none', () => {
  const flags = Array(1000).fill({ kind: 'weekend' })
  expect(receivedApprovals().parse([{ ...WIRE, flags }])).toMatchObject([{ flags: null }])
})

it('what came of decisions is read with its reason', () => {
  const problem = {
    code: 'already-decided',
    decided: { by: 'director', at: '2026-11-20T10:00:00Z' },
    status: 409,
  }
  expect(
    receivedDecisions().parse([
      { id: 'a', status: 200, entry: {} },
      { id: 'b', status: 409, problem },
    ]),
  ).toMatchObject([
    { id: 'a', status: 200, problem: null },
    { id: 'b', status: 409, problem: { code: 'already-decided', decided: { by: 'director' } } },
  ])
})

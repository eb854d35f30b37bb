import { beforeEach, describe, expect, it } from 'vitest'
import { approval, entry } from '../../test/e2e/states/entries.ts'
import { atWork, managing, signedOut } from '../../test/e2e/states/snapshots.ts'
import { DEFAULT_REMINDERS } from '../contract/reminders.ts'
import type { Snapshot } from '../contract/snapshot.ts'
import type { ReminderMemory, ReminderPreferences } from '../domain/reminders.ts'
import type { ReminderNotice } from '../platform/reminder-notice.ts'
import { createReminders } from './reminders.ts'

const ms = (time: string, day = '2026-11-20') => Date.parse(`${day}T${time}:00Z`)
const DAILY: ReminderPreferences = {
  ...DEFAULT_REMINDERS,
  daily: { ...DEFAULT_REMINDERS.daily, isOn: true },
}

let nowMs: number
let preferences: ReminderPreferences
let memory: ReminderMemory | null
let snapshot: Snapshot | null
let shown: ReminderNotice[]
let alarms: (string | null)[]
let isStopped: boolean

beforeEach(() => {
  nowMs = ms('09:00')
  preferences = DEFAULT_REMINDERS
  memory = { lookedAtMs: ms('08:00'), remindedOn: null }
  snapshot = atWork({ entries: [entry({ minutes: 90, status: 'draft' })] })
  shown = []
  alarms = []
  isStopped = false
})

/** A worker over what is stored. */
function startWorker() {
  let last: Promise<unknown> = Promise.resolve()
  return createReminders({
    now: () => nowMs,
    timeZone: () => 'UTC',
    readPreferences: async () => preferences,
    writePreferences: async (next) => {
      preferences = next
    },
    readMemory: async () => memory,
    writeMemory: async (next) => {
      memory = next
      if (isStopped) throw new Error('the worker was stopped')
    },
    readSnapshot: async () => snapshot,
    schedule: async (atMs) => void alarms.push(atMs === null ? null : new Date(atMs).toISOString()),
    show: async (notice) => void shown.push(notice),
    exclusively: (work) => {
      const next = last.then(work, work)
      last = next
      return next
    },
  })
}

describe('a look at the reminders', () => {
  it('shows nothing before the time, and asks to be woken then', async () => {
    await startWorker().look()
    expect(shown).toEqual([])
    expect(alarms).toEqual(['2026-11-20T15:00:00.000Z'])
    expect(memory).toEqual({ lookedAtMs: ms('09:00'), remindedOn: null })
  })

  it('shows what is due, with what is logged, and asks to be woken for the next', async () => {
    nowMs = ms('15:00')
    await startWorker().look()
    expect(shown).toEqual([
      { kind: 'deadline', minutes: 90, targetMinutes: 2400, canSubmit: snapshot?.can.submit },
    ])
    expect(alarms).toEqual(['2026-11-27T15:00:00.000Z'])
  })

  it('shows it once, whatever wakes the worker how often', async () => {
    nowMs = ms('15:00')
    const worker = startWorker()
    await Promise.all([worker.look(), worker.look(), worker.look()])
    await startWorker().look()
    expect(shown).toHaveLength(1)
  })

  it('shows one a day in all', async () => {
    preferences = DAILY
    nowMs = ms('15:00')
    await startWorker().look()
    nowMs = ms('17:00')
    await startWorker().look()
    expect(shown.map(({ kind }) => kind)).toEqual(['deadline'])
    nowMs = ms('17:00', '2026-11-23')
    await startWorker().look()
    expect(shown.map(({ kind }) => kind)).toEqual(['deadline', 'daily'])
  })

  it('tells an approver how many entries wait, and nobody of none', async () => {
    preferences = { ...DAILY, approvals: { isOn: true, weekday: 5, time: '10:00' } }
    snapshot = managing({ approvals: [] })
    nowMs = ms('10:00')
    await startWorker().look()
    expect(shown).toEqual([])
    memory = { lookedAtMs: ms('09:00'), remindedOn: null }
    snapshot = managing({ approvals: [approval('Ada'), approval('Ada')] })
    await startWorker().look()
    expect(shown).toEqual([{ kind: 'approvals', waiting: 2 }])
  })

  it('is remembered before anything is shown: a worker that is stopped there shows it no second time', async () => {
    nowMs = ms('15:00')
    isStopped = true
    await expect(startWorker().look()).rejects.toThrow('stopped')
    isStopped = false
    await startWorker().look()
    expect(shown).toEqual([])
  })

  it('shows late what the computer slept through', async () => {
    nowMs = ms('18:30')
    await startWorker().look()
    expect(shown.map(({ kind }) => kind)).toEqual(['deadline'])
  })

  it('does not start with what was due before it was installed', async () => {
    memory = null
    nowMs = ms('16:00')
    await startWorker().look()
    nowMs = ms('16:30')
    await startWorker().look()
    expect(shown).toEqual([])
  })

  it.each<[string, () => Snapshot | null]>([
    ['nobody is signed in', () => signedOut()],
    ['nothing is known yet', () => null],
    ['the person may log nothing', () => atWork({ can: { ...atWork().can, create: false } })],
    ['the week is submitted', () => week({ submit: true }, [entry({ status: 'submitted', minutes: 60 })])],
    ['the week is approved', () => week({ submit: true }, [entry({ status: 'approved', minutes: 60 })])],
    [
      'the target is met where weeks are not submitted',
      () => week({ submit: false }, [entry({ minutes: 2400 })]),
    ],
  ])('shows nothing when %s', async (_, state) => {
    snapshot = state()
    nowMs = ms('15:00')
    await startWorker().look()
    expect(shown).toEqual([])
  })

  it.each<[string, () => Snapshot]>([
    [
      'a full week is not submitted',
      () => week({ submit: true }, [entry({ status: 'draft', minutes: 2400 })]),
    ],
    ['an entry came back', () => week({ submit: true }, [entry({ status: 'rejected', minutes: 2400 })])],
    ['only the last week is submitted', () => week({ submit: true }, [entry({ date: '2026-11-13' })])],
    ['the target is not met', () => week({ submit: false }, [entry({ minutes: 2399 })])],
  ])('shows the deadline when %s', async (_, state) => {
    snapshot = state()
    nowMs = ms('15:00')
    await startWorker().look()
    expect(shown.map(({ kind }) => kind)).toEqual(['deadline'])
  })
})

describe('a change of the reminders', () => {
  it('is stored, and asks to be woken by it', async () => {
    expect(await startWorker().save(DAILY)).toEqual(DAILY)
    expect(preferences).toEqual(DAILY)
    expect(alarms).toEqual(['2026-11-20T15:00:00.000Z'])
    await startWorker().save({ ...DAILY, deadline: { ...DAILY.deadline, isOn: false } })
    expect(alarms.at(-1)).toBe('2026-11-20T17:00:00.000Z')
  })

  it('to a time that is over reminds the next time', async () => {
    nowMs = ms('16:00')
    memory = { lookedAtMs: ms('14:00'), remindedOn: null }
    await startWorker().save(DEFAULT_REMINDERS)
    await startWorker().look()
    expect(shown).toEqual([])
  })
})

function week(can: { readonly submit: boolean }, entries: Snapshot['entries']): Snapshot {
  return atWork({ can: { ...atWork().can, ...can }, entries })
}

import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { entry, NOW } from '../../../test/e2e/states/entries.ts'
import { atWork, signedOut } from '../../../test/e2e/states/snapshots.ts'
import { timer } from '../../../test/e2e/states/timer-states.ts'
import type { CopiedEntry, LocalCopy } from '../../contract/local-copy.ts'
import type { Snapshot } from '../../contract/snapshot.ts'
import { AppError } from '../../domain/failure.ts'
import type { Failure } from '../attempt.ts'
import type { ExportFile } from './local-copy-file.ts'
import { createLocalCopyModel, type LocalCopyDeps } from './local-copy-model.ts'

const {
  sync: _,
  failure: __,
  failureDetail: ___,
  ...plain
} = entry({
  id: 'a',
  note: '=1+1, "two"',
  tags: ['x', 'y'],
})
const ENTRY: CopiedEntry = {
  ...plain,
  state: 'parked',
  reason: { code: 'day-full', detail: '@home' },
  deleted: false,
}
const COPY: LocalCopy = {
  account: 'k',
  source: 'database',
  entries: [ENTRY],
  outbox: [],
  timer: null,
  favourites: [],
}

function open(snapshot: Snapshot, readLocalCopy: LocalCopyDeps['readLocalCopy']) {
  const files: ExportFile[] = []
  const failure = signal<Failure | null>(null)
  const model = createLocalCopyModel(
    {
      readLocalCopy,
      readStorageRoom: async () => ({ isKept: true, usedBytes: 1_200_000 }),
      download: (file) => void files.push(file),
      nowMs: () => NOW.getTime(),
    },
    signal(snapshot),
    failure,
  )
  return { model, files, failure }
}

describe('saving a copy', () => {
  it('as CSV begins with a byte order mark and a header, and holds nothing that runs', async () => {
    const { model, files } = open(atWork(), async () => COPY)
    await model.save('csv')
    expect(files).toMatchObject([{ name: 'timejot-2026-11-20.csv', type: 'text/csv;charset=utf-8' }])
    expect(files[0]?.content.split('\r\n')).toEqual([
      '\ufeffdate,start,minutes,project,task,tags,note,billable,status,review_comment,state,reason,reason_detail,project_id,id,version',
      `${plain.date},,${plain.minutes},${plain.project},,x y,"'=1+1, ""two""",true,submitted,,parked,day-full,'@home,${plain.projectId},a,${plain.version}`,
      '',
    ])
    expect(model.saved.value).toBe('database')
  })

  it('as JSON names its format and version', async () => {
    const { model, files } = open(atWork(), async () => COPY)
    await model.save('json')
    expect(JSON.parse(files[0]?.content ?? '')).toEqual({
      format: 'timejot-local-copy',
      version: 2,
      exportedAt: NOW.toISOString(),
      ...COPY,
    })
  })

  it('takes what was last on screen when the database cannot be read, and says so', async () => {
    const snapshot = atWork({ entries: [entry({ id: 'w', sync: 'waiting' })], timer: timer() })
    const { model, files, failure } = open(snapshot, () => Promise.reject(new AppError('storage-failed')))
    await model.save('json')
    expect(JSON.parse(files[0]?.content ?? '')).toMatchObject({
      source: 'snapshot',
      entries: [{ id: 'w', state: 'unsent', reason: null }],
      timer: { work: { note: 'design review' }, stretches: [{ to: null }] },
    })
    expect([model.saved.value, failure.value?.code]).toEqual(['snapshot', 'storage-failed'])
  })

  it('calls what is being sent unsent, and a conflict parked', async () => {
    const entries = [entry({ id: 's', sync: 'sending' }), entry({ id: 'c', sync: 'conflict' })]
    const { model, files } = open(atWork({ entries }), () => Promise.reject(new AppError('storage-failed')))
    await model.save('json')
    expect(JSON.parse(files[0]?.content ?? '').entries).toMatchObject([
      { id: 's', state: 'unsent' },
      { id: 'c', state: 'parked' },
    ])
  })

  it('is for the person on screen: nobody else, and nobody after a sign-out', async () => {
    const changed = open(atWork(), async () => null)
    await changed.model.save('csv')
    const out = open(signedOut(), async () => COPY)
    await out.model.save('csv')
    expect([...changed.files, ...out.files]).toEqual([])
  })
})

import type { LocalDate } from '../../domain/local-date.ts'
import { type Database, singletonIn } from './database.ts'
import { openApprovals } from './open-approvals.ts'
import { readShownEntries } from './shown-entries.ts'
import { readApprovals } from './stored-approvals.ts'

/**
 * What is stored for the screen, in one transaction: the lists fit together, and each transaction would have its own
 * way to the browser and back. `own` is null where nobody is there.
 */
export async function readScreen(database: Database, from: LocalDate) {
  const transaction = database.transaction([
    'entries',
    'approvals',
    'projects',
    'outbox',
    'singletons',
    'timers',
    'weeks',
  ])
  const singletons = transaction.objectStore('singletons')
  const readOwn = async () => {
    const account = await singletonIn(singletons, 'account')
    return account && { account, ...(await readWork(account.key)) }
  }
  const [failure, report, own] = await Promise.all([
    singletonIn(singletons, 'failure'),
    singletonIn(singletons, 'sync'),
    readOwn(),
  ])
  return { failure, report, own }

  async function readWork(account: string) {
    const [entries, approvals, decided, projects, outbox, weeks, timer, undo, ended, picture, comments] =
      await Promise.all([
        readShownEntries(transaction.objectStore('entries'), account, from),
        readApprovals(database, { approvals: transaction.objectStore('approvals'), singletons }, account),
        singletonIn(singletons, 'decided'),
        transaction.objectStore('projects').index('account').getAll(account),
        transaction.objectStore('outbox').index('account').getAll(account),
        transaction.objectStore('weeks').index('account').getAll(account),
        transaction.objectStore('timers').get(account),
        singletonIn(singletons, 'undo'),
        singletonIn(singletons, 'endedScopes'),
        singletonIn(singletons, 'picture'),
        singletonIn(singletons, 'recentComments'),
      ])
    return {
      entries,
      approvals: openApprovals(approvals, outbox, decided),
      projects,
      outbox,
      weeks,
      timer: timer ?? null,
      undo,
      ended,
      picture,
      comments,
    }
  }
}

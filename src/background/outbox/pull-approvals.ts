import type { ReceivedApproval } from '../../contract/received-approval.ts'
import { DAY_LIMIT_MINUTES, type Flag, flagEntries, WEEK_LIMIT_MINUTES } from '../../domain/approval-flags.ts'
import { latestTodayOnEarth } from '../../domain/local-date.ts'
import { isOver } from '../../domain/refusals.ts'
import { readAllPages } from '../api/all-pages.ts'
import { isOnScreen, type LocalApproval } from '../store/database.ts'
import { decidedMarks, noteApprovalsChange } from '../store/stored-approvals.ts'
import { decidedHere } from './operations.ts'
import type { PullDeps } from './pull-entries.ts'
import { changedSince } from './received-changes.ts'

const PAGE = { limit: '1000' } as const

/** Fetches what waits for a decision. Never overwrites what was decided here, or changed, meanwhile. */
export async function pullApprovals(account: string, deps: PullDeps): Promise<void> {
  const askedAtMs = deps.now()
  const rows = await readAllPages(deps.client.listApprovals, deps.profile?.batch ? PAGE : {})
  await mergeApprovals(account, withFlags(rows, askedAtMs), askedAtMs, deps)
}

type Flagged = ReceivedApproval & { readonly flags: readonly Flag[] }

/** Where the server looks for none, by the same rules, as far as what waits shows it. */
function withFlags(rows: readonly ReceivedApproval[], nowMs: number): readonly Flagged[] {
  const unlooked = rows.filter(({ flags }) => flags === null)
  const known = unlooked.map((row) => ({ ...row, submittedVersion: null }))
  const found = flagEntries(known, known, {
    today: latestTodayOnEarth(nowMs),
    dayLimitMinutes: DAY_LIMIT_MINUTES,
    weekLimitMinutes: WEEK_LIMIT_MINUTES,
    holidays: new Set(),
    noteProjects: new Set(),
    usualMinutes: () => null,
  })
  return rows.map((row) => ({ ...row, flags: row.flags ?? found.get(row.id) ?? [] }))
}

async function mergeApprovals(
  account: string,
  received: readonly Flagged[],
  askedAtMs: number,
  { database, now }: PullDeps,
): Promise<void> {
  const nowMs = now()
  const transaction = database.transaction(['approvals', 'outbox', 'singletons'], 'readwrite')
  if (!(await isOnScreen(transaction.objectStore('singletons'), account))) return await transaction.done
  const approvals = transaction.objectStore('approvals')
  const singletons = transaction.objectStore('singletons')
  const marks = await decidedMarks(singletons, account)
  // What was decided after this list was asked for waits no more, whatever it says.
  const later = marks.filter(({ atMs }) => changedSince(askedAtMs, nowMs, { changedAtMs: atMs }))
  const decidedLater = new Set(later.flatMap(({ ids }) => ids))
  const pending = decidedHere(await transaction.objectStore('outbox').index('account').getAll(account))
  const arrived = new Map(received.map((row) => [row.id, row]))
  for (const local of await approvals.index('account').getAll(account)) {
    const row = arrived.get(local.id)
    arrived.delete(local.id)
    if (pending.has(local.id) || decidedLater.has(local.id) || changedSince(askedAtMs, nowMs, local)) continue
    if (row) await takeOver(local, row)
    // What waits no more stays until the person has taken note of it.
    else if (!local.refusal || !isOver(local.refusal)) await approvals.delete([account, local.id])
  }
  for (const row of arrived.values()) await approvals.put(localApproval(row, null))
  if (marks.length > 0) await singletons.put({ account, marks: later }, 'decided')
  await noteApprovalsChange(singletons)
  await transaction.done

  async function takeOver(local: LocalApproval, row: Flagged): Promise<void> {
    const fresh = localApproval(row, local.refusal)
    if (isSame(local, fresh)) return
    await approvals.put(fresh)
  }

  function localApproval(row: Flagged, refusal: LocalApproval['refusal']): LocalApproval {
    const { userName, flags, weekTargetMinutes, ...entry } = row
    return {
      account,
      id: entry.id,
      entry,
      userName,
      flags,
      weekTargetMinutes,
      refusal,
      changedAtMs: askedAtMs,
    }
  }
}

/** Thousands wait and few change: only those are written. */
function isSame(a: LocalApproval, b: LocalApproval): boolean {
  const shown = ({ changedAtMs: _, ...rest }: LocalApproval) => JSON.stringify(rest)
  return shown(a) === shown(b)
}

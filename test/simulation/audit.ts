import { isOver } from '../../src/domain/refusals.ts'
import type { EntryRow } from '../../src/server/store/schema.ts'
import { type Decision, isSameDecision } from './acts.ts'
import type { Device } from './device.ts'
import { MANAGER } from './people.ts'
import type { Review } from './server.ts'
import type { World } from './world.ts'

/** Every decision was made on what its manager saw, is recorded once, and has come to what the record says. */
export async function checkDecisions(world: World): Promise<void> {
  const { server, ledger, shownId } = world
  const reviews = await server.reviews()
  const made = reviews.filter(({ by }) => by === MANAGER).map((review) => asDecision(review, shownId))
  for (const review of made) checkWasSeen(review, world)
  for (const decision of ledger.decisions) checkIsKnown(decision, made, world)
  for (const row of await server.rows())
    checkRecord(
      row,
      reviews.filter(({ entryId }) => entryId === row.id),
      ledger.violations,
    )
}

type Reviewed = Pick<Decision, 'entryId' | 'version' | 'decision'> & { readonly rowId: string }

function asDecision({ entryId, versionSeen, decision }: Review, shownId: World['shownId']): Reviewed {
  return { entryId: shownId(entryId), version: versionSeen, decision, rowId: entryId }
}

function checkWasSeen(review: Reviewed, { ledger, kind }: World): void {
  const { entryId, version, decision, rowId } = review
  const what = `${entryId} was ${decision} in version ${version}`
  const same = ledger.decisions.filter((made) => isSameDecision(made, review))
  if (same.length === 0) ledger.violations.push(`${what}, which nobody decided`)
  else if (same.every(({ state }) => state === 'taken-back'))
    ledger.violations.push(`${what}, though that was taken back`)
  // The base profile shows no notes.
  else if (kind !== 'base' && same.every(({ note }) => note !== ledger.noteOf(rowId, version)))
    ledger.violations.push(`${what}, of which another note was on screen`)
}

function checkIsKnown(decision: Decision, made: readonly Reviewed[], { ledger }: World): void {
  if (decision.state !== 'acknowledged' || made.some((review) => isSameDecision(review, decision))) return
  if (!ledger.isToldSince(decision))
    ledger.violations.push(`${decision.entryId} was ${decision.decision} on ${decision.device}, and is not`)
}

/** `reviews` in the order of the versions seen. */
function checkRecord(
  { note, version, status, reviewBy, deletedAt }: EntryRow,
  reviews: readonly Review[],
  violations: string[],
): void {
  const last = reviews.at(-1)
  if (new Set(reviews.map(({ versionSeen }) => versionSeen)).size < reviews.length)
    violations.push(`${note} was decided twice in one version`)
  if (reviews.slice(0, -1).some(({ decision }) => decision === 'approved'))
    violations.push(`${note} was decided again after it was approved`)
  const isDecided = status === 'approved' || status === 'rejected'
  if (!isDecided && last && last.versionSeen >= version - 1)
    violations.push(`${note} is ${status}, though it was ${last.decision} last`)
  if (!isDecided) return
  const versionDecided = deletedAt ? version - 2 : version - 1
  const isRecorded = last?.decision === status && last.versionSeen === versionDecided && last.by === reviewBy
  if (!isRecorded) violations.push(`${note} is ${status}, and the record does not say so`)
}

/** Once all is healed: what waits for a decision is in the manager's list, no more and no less. */
export async function checkApprovals({ name, snapshot }: Device, world: World): Promise<void> {
  const { kind, server, shownId, ledger } = world
  const line = (id: string, version: number) => (kind === 'base' ? id : `${id} in version ${version}`)
  const there = (await server.rows())
    .filter(({ status, deletedAt }) => !deletedAt && status === 'submitted')
    .map(({ id, version }) => line(shownId(id), version))
  const waiting = (snapshot?.approvals ?? []).filter(({ refusal }) => !refusal || !isOver(refusal))
  const here = waiting.map(({ id, version }) => line(id, version))
  for (const one of here) if (!there.includes(one)) ledger.violations.push(`only ${name} waits for ${one}`)
  for (const one of there) if (!here.includes(one)) ledger.violations.push(`${name} does not list ${one}`)
}

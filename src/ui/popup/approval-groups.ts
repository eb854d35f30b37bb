import type { ApprovalView } from '../../contract/snapshot.ts'
import { totalMinutes } from '../../domain/entry.ts'

export interface ApprovalGroup {
  readonly userId: string
  /** The name, or the id where the server gives none. */
  readonly person: string
  readonly minutes: number
  readonly approvals: readonly ApprovalView[]
}

/** Waiting entries by person, people by name; the order within each is kept. */
export function groupByPerson(
  approvals: readonly ApprovalView[],
  language?: string,
): readonly ApprovalGroup[] {
  const groups = [...Map.groupBy(approvals, ({ userId }) => userId)].map(([userId, ofPerson]) => ({
    userId,
    person: ofPerson.find(({ userName }) => userName)?.userName ?? userId,
    minutes: totalMinutes(ofPerson),
    approvals: ofPerson,
  }))
  return groups.sort((a, b) => a.person.localeCompare(b.person, language))
}

import type { DecisionView } from '../../contract/received-approval.ts'
import { BYTE_ORDER_MARK, type Cell, csvOf } from '../../domain/csv.ts'
import type { ExportFile } from '../options/local-copy-file.ts'

const COLUMNS = ['decided_at', 'decision', 'comment', 'person', 'date', 'minutes', 'project', 'note'] as const

/** @param exportedAt RFC 3339, UTC */
export function historyFile(decisions: readonly DecisionView[], exportedAt: string): ExportFile {
  const rows = decisions.map(({ at, decision, comment, person, date, minutes, project, note }): Cell[] => [
    at,
    decision,
    comment,
    person,
    date,
    minutes,
    project,
    note,
  ])
  return {
    name: `timejot-decisions-${exportedAt.slice(0, 10)}.csv`,
    type: 'text/csv;charset=utf-8',
    content: BYTE_ORDER_MARK + csvOf([COLUMNS, ...rows]),
  }
}

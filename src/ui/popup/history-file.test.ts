import { expect, it } from 'vitest'
import type { DecisionView } from '../../contract/received-approval.ts'
import { historyFile } from './history-file.ts'

it('is a table that spreadsheet programs read, and take no formula from', () => {
  const decision: DecisionView = {
    ...{ id: 'a', person: '=HYPERLINK("x")', date: '2026-11-20', minutes: 90, project: null, note: 'a, "b"' },
    decision: 'rejected',
    ...{ comment: 'Why?', at: '2026-11-21T12:00:00.000Z' },
  }
  expect(historyFile([decision], '2026-11-26T10:00:00Z')).toEqual({
    name: 'timejot-decisions-2026-11-26.csv',
    type: 'text/csv;charset=utf-8',
    content: [
      '\ufeffdecided_at,decision,comment,person,date,minutes,project,note',
      `2026-11-21T12:00:00.000Z,rejected,Why?,"'=HYPERLINK(""x"")",2026-11-20,90,,"a, ""b"""`,
      '',
    ].join('\r\n'),
  })
})

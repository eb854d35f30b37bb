import { listProjects } from '../store/projects.ts'
import { decideApproval, decideApprovals, listApprovals, listDecisions } from './approvals.ts'
import type { Handlers } from './call.ts'
import { listTimesheets } from './timesheet-list.ts'
import { changeTimesheet, createTimesheet, deleteTimesheet } from './timesheets.ts'
import { uploadTimesheets } from './upload.ts'
import { readWeek, recallWeek, submitWeek } from './weeks.ts'

export const HANDLERS: Handlers = {
  listTimesheets,
  createTimesheet,
  changeTimesheet,
  deleteTimesheet,
  uploadTimesheets,
  listProjects: async ({ database }) => ({ status: 200, body: await listProjects(database.queries) }),
  readWeek,
  submitWeek,
  recallWeek,
  listApprovals,
  decideApproval,
  decideApprovals,
  listDecisions,
}

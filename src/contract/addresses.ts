export interface Address {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** RFC 6570, level 1. */
  readonly path: string
}

/** Where each route is: all of the route table that the client needs, which must build no schema of the server's. */
export const ADDRESSES = {
  listTimesheets: { method: 'GET', path: '/timesheets' },
  createTimesheet: { method: 'POST', path: '/timesheets' },
  changeTimesheet: { method: 'PATCH', path: '/timesheets/{id}' },
  deleteTimesheet: { method: 'DELETE', path: '/timesheets/{id}' },
  uploadTimesheets: { method: 'POST', path: '/timesheets/upload' },
  listProjects: { method: 'GET', path: '/projects' },
  readWeek: { method: 'GET', path: '/weeks/{week}' },
  submitWeek: { method: 'PUT', path: '/weeks/{week}/submission' },
  recallWeek: { method: 'DELETE', path: '/weeks/{week}/submission' },
  listApprovals: { method: 'GET', path: '/approvals' },
  decideApproval: { method: 'PUT', path: '/approvals/{id}' },
  decideApprovals: { method: 'POST', path: '/approvals/batch' },
  listDecisions: { method: 'GET', path: '/decisions' },
} as const satisfies Record<string, Address>

export type RouteName = keyof typeof ADDRESSES

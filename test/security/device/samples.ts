import type { CommandInput } from '../../../src/contract/commands.ts'
import type { Connection } from '../../../src/contract/connection.ts'
import { CLIENT } from '../entrance.ts'
import { AUDIENCE } from '../provider.ts'

export const HOUR_MS = 60 * 60 * 1000

export const EMPLOYEE_SCOPES = ['read:timesheets', 'create:timesheets', 'delete:timesheets']

/** The settings of a device: nothing in them depends on whose issuer it is. */
export function connectionTo(issuer: string, apiUrl: string): Connection {
  return {
    issuer,
    clientId: CLIENT,
    apiUrl,
    audience: '',
    resource: AUDIENCE,
    scopes: `openid profile email offline_access ${EMPLOYEE_SCOPES.join(' ')}`,
  }
}

export const ENTRY_ID = '0190a4a0-0000-7000-8000-000000000001'

/** What a person has booked today: popups show the week that is, whenever the tests run. */
export function contentOf(note: string): CommandInput<'capture-entry'>['content'] {
  return {
    date: Temporal.Now.plainDateISO().toString(),
    start: null,
    minutes: 90,
    project: 'Website',
    projectId: null,
    task: null,
    tags: [],
    note,
    billable: true,
  }
}

import { type ApiScope, USER_SCOPES, type UserScope } from '../../domain/permissions.ts'

export type Role = 'employee' | 'manager'

export interface DemoAccount {
  /** What is typed as "E-mail"; also the token's `sub`. */
  readonly username: string
  readonly password: string
  readonly name: string
  readonly role: Role
  readonly sub: string
  /** Whether the profile names a picture. */
  readonly hasPicture: boolean
}

/** Printed wherever the demo is started: they guard nothing but data that the demo made up. */
export const DEMO_ACCOUNTS = [
  account('employee@exampleco.com', 'employee-demo', 'Demo Employee', 'employee', true),
  account('contractor@exampleco.com', 'contractor-demo', 'Demo Contractor', 'employee'),
  account('manager@exampleco.com', 'manager-demo', 'Demo Manager', 'manager'),
] as const satisfies readonly DemoAccount[]

/** The nightly job that uploads entries in batches (client credentials). */
export const MACHINE_CLIENT = {
  id: 'timesheets-cron',
  secret: 'cron-demo',
  scopes: ['batch:upload'],
} as const satisfies { id: string; secret: string; scopes: readonly ApiScope[] }

/** The browser extension, a public client. */
export const EXTENSION_CLIENT_ID = 'timejot'

export function scopesOfRole(role: Role): readonly UserScope[] {
  return role === 'manager' ? USER_SCOPES : USER_SCOPES.filter((scope) => scope !== 'approve:timesheets')
}

export function findAccount(sub: string): DemoAccount | undefined {
  return DEMO_ACCOUNTS.find((known) => known.sub === sub)
}

/** The account, when both belong together. E-mail addresses are compared without regard to case. */
export function checkPassword(username: string, password: string): DemoAccount | undefined {
  const wanted = username.trim().toLowerCase()
  return DEMO_ACCOUNTS.find((known) => known.username === wanted && known.password === password)
}

function account(
  username: string,
  password: string,
  name: string,
  role: Role,
  hasPicture = false,
): DemoAccount {
  return { username, password, name, role, sub: username, hasPicture }
}

/** The scopes of the Timesheets API that a person can be granted; `batch:upload` is for machine clients. */
export const USER_SCOPES = [
  'read:timesheets',
  'create:timesheets',
  'delete:timesheets',
  'approve:timesheets',
] as const
export type UserScope = (typeof USER_SCOPES)[number]
export type ApiScope = UserScope | 'batch:upload'

/** What the interface may offer. Advice only: the API decides again on each call. */
export interface Capabilities {
  readonly read: boolean
  readonly create: boolean
  readonly delete: boolean
  readonly approve: boolean
}

export const NO_CAPABILITIES: Capabilities = { read: false, create: false, delete: false, approve: false }

/** `scopes` as granted, not as asked for. */
export function capabilitiesOf(scopes: readonly string[]): Capabilities {
  return {
    read: scopes.includes('read:timesheets'),
    create: scopes.includes('create:timesheets'),
    delete: scopes.includes('delete:timesheets'),
    approve: scopes.includes('approve:timesheets'),
  }
}

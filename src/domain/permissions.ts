/** The scopes of the Timesheets API that a person can be granted; `batch:upload` is for machine clients. */
export const USER_SCOPES = [
  'read:timesheets',
  'create:timesheets',
  'delete:timesheets',
  'approve:timesheets',
] as const
export type UserScope = (typeof USER_SCOPES)[number]
export type ApiScope = UserScope | 'batch:upload'

/** What a server offers beyond the base profile of the API. */
export interface ApiProfile {
  /** Stored entries can be changed. */
  readonly change: boolean
  readonly delete: boolean
  /** A decision may be something else than an approval. */
  readonly reject: boolean
  /** A creation that is sent twice under one `Idempotency-Key` is done once. */
  readonly idempotent: boolean
  /** A new entry is stored under the id that it came with. */
  readonly keepsIds: boolean
  /** Entries can wait as drafts until their week is submitted. */
  readonly submit: boolean
  /** Many decisions go in one call, and waiting entries come in pages. */
  readonly batch: boolean
  /** Somebody's own decisions are listed. */
  readonly history: boolean
}

export const FULL_PROFILE: ApiProfile = {
  change: true,
  delete: true,
  reject: true,
  idempotent: true,
  keepsIds: true,
  submit: true,
  batch: true,
  history: true,
}
export const BASE_PROFILE: ApiProfile = {
  change: false,
  delete: false,
  reject: false,
  idempotent: false,
  keepsIds: false,
  submit: false,
  batch: false,
  history: false,
}

/** What the interface may offer. Advice only: the API decides again on each call. */
export interface Capabilities {
  readonly read: boolean
  readonly create: boolean
  /** Needs the same permission as `create`: where that is there and this is not, the server does not offer it. */
  readonly change: boolean
  readonly delete: boolean
  /** Needs the same permission as `create`. */
  readonly submit: boolean
  readonly approve: boolean
  /** Needs the same permission as `approve`. */
  readonly reject: boolean
  /** See one's own decisions. */
  readonly history: boolean
}

export const NO_CAPABILITIES: Capabilities = {
  read: false,
  create: false,
  change: false,
  delete: false,
  submit: false,
  approve: false,
  reject: false,
  history: false,
}

/** `scopes` as granted, not as asked for; `profile` is what the server offers. */
export function capabilitiesOf(scopes: readonly string[], profile: ApiProfile = FULL_PROFILE): Capabilities {
  const create = scopes.includes('create:timesheets')
  const approve = scopes.includes('approve:timesheets')
  return {
    read: scopes.includes('read:timesheets'),
    create,
    change: create && profile.change,
    delete: scopes.includes('delete:timesheets') && profile.delete,
    submit: create && profile.submit,
    approve,
    reject: approve && profile.reject,
    history: approve && profile.history,
  }
}

import { classOfFailure, failureCodeOf } from '../../domain/failure.ts'
import { type ApiProfile, BASE_PROFILE } from '../../domain/permissions.ts'
import { changeAccount } from '../account.ts'
import type { Database, StoredAccount } from '../store/database.ts'
import { ApiRefusal } from './api-failure.ts'
import type { ApiClient } from './client.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const HOUR_MS = 60 * 60 * 1000

/**
 * Asks the server what it offers, where that is unknown or a day old, and keeps it with the account. A server that
 * answers the API's calls and does not describe itself offers the base profile. One that changes nothing is asked again
 * after an hour, as something before it may have refused. Null while nothing can be learned.
 */
export async function learnProfile(account: StoredAccount, deps: LearnDeps): Promise<ApiProfile | null> {
  const known = account.profile
  const ageMs = deps.now() - (known?.learnedAtMs ?? 0)
  if (known && isComplete(known) && ageMs >= 0 && ageMs < (known.change ? DAY_MS : HOUR_MS)) return known
  const profile = await askForProfile(deps.client)
  if (!profile) return known ?? null
  // By another description, what was pulled was read in another way: all of it is taken anew.
  if (known && known.change !== profile.change) await deps.database.delete('positions', account.key)
  const learned = { ...profile, learnedAtMs: deps.now() }
  await changeAccount(account.key, (before) => ({ ...before, profile: learned }), deps.database)
  return profile
}

/** What was learned before the extension knew what else a server may offer is learned anew. */
export function isComplete(profile: Partial<ApiProfile>): profile is ApiProfile {
  return Object.keys(BASE_PROFILE).every((offer) => Object.hasOwn(profile, offer))
}

interface LearnDeps {
  readonly client: ApiClient
  readonly database: Database
  readonly now: () => number
}

async function askForProfile(client: ApiClient): Promise<ApiProfile | null> {
  try {
    return await client.readProfile()
  } catch (error) {
    const code = failureCodeOf(error)
    // In trouble, or not reached: taken for one of the base profile, it would cost the edits that wait for it.
    const mayRecover = !(error instanceof ApiRefusal) || classOfFailure(code) === 'retry'
    if (mayRecover && code !== 'bad-answer') return null
  }
  try {
    // It may have been a captive portal that answered: this throws unless it is the API.
    await client.listEntries({ limit: '1' })
    return BASE_PROFILE
  } catch (error) {
    // Who may not list can still send: what the server offers shows as each is tried.
    if (error instanceof ApiRefusal && classOfFailure(error.code) === 'park') return null
    throw error
  }
}

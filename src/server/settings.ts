import { MAX_DAY_MINUTES } from '../domain/entry.ts'
import { isLocalDate } from '../domain/local-date.ts'
import type { WeekTargets } from '../domain/week-check.ts'
import { isAsymmetricAlgorithm } from './api/access-token.ts'
import type { ApprovalRules } from './api/flags.ts'

export interface Settings {
  readonly issuer: string
  readonly audience: string
  readonly userClaim: string
  readonly algorithms: readonly string[]
  readonly allowedOrigins: readonly string[]
  readonly databaseUrl: string | undefined
  readonly dataFolder: string | undefined
  readonly host: string
  readonly port: number
  readonly publicUrl: string | undefined
  readonly dpopNonceRequired: boolean
  readonly dpopNonceSecret: string | undefined
  readonly targets: WeekTargets
  readonly approvalRules: ApprovalRules
}

export type SettingsReading =
  | { readonly ok: true; readonly settings: Settings }
  /** One sentence per fault. */
  | { readonly ok: false; readonly faults: readonly string[] }

const LEAST_SECRET_LENGTH = 32

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the API's configuration from environment variables. */
export function readSettings(environment: Environment): SettingsReading {
  const settings: Settings = {
    issuer: environment.OIDC_ISSUER ?? '',
    audience: environment.API_AUDIENCE ?? '',
    userClaim: environment.API_USER_CLAIM || 'sub',
    algorithms: listOf(environment.OIDC_ALGORITHMS || 'RS256'),
    allowedOrigins: listOf(environment.ALLOWED_ORIGINS ?? ''),
    databaseUrl: environment.DATABASE_URL || undefined,
    dataFolder: environment.DATA_FOLDER || undefined,
    host: environment.HOST || '127.0.0.1',
    port: Number(environment.PORT || 8787),
    publicUrl: environment.API_PUBLIC_URL || undefined,
    dpopNonceRequired: environment.DPOP_NONCE_REQUIRED === 'true',
    dpopNonceSecret: environment.DPOP_NONCE_SECRET || undefined,
    targets: {
      targetMinutes: minutesOf(environment.WEEK_TARGET_HOURS || '40'),
      dayTargetMinutes: minutesOf(environment.DAY_TARGET_HOURS || '8'),
    },
    approvalRules: {
      dayLimitMinutes: minutesOf(environment.DAY_LIMIT_HOURS || '10'),
      weekLimitMinutes: minutesOf(environment.WEEK_LIMIT_HOURS || '50'),
      holidays: listOf(environment.HOLIDAYS ?? ''),
    },
  }
  const faults = faultsOf(settings)
  if (!['', 'true', 'false'].includes(environment.DPOP_NONCE_REQUIRED ?? '')) {
    faults.push('DPOP_NONCE_REQUIRED must be true or false.')
  }
  return faults.length === 0 ? { ok: true, settings } : { ok: false, faults }
}

function faultsOf(settings: Settings): string[] {
  const faults: string[] = []
  if (settings.issuer === '') {
    faults.push('OIDC_ISSUER is missing: the address of the authorization server, as in its tokens ("iss").')
  } else if (!isWebAddress(settings.issuer)) {
    faults.push(`OIDC_ISSUER is not a web address: ${settings.issuer}`)
  }
  if (settings.audience === '') {
    faults.push('API_AUDIENCE is missing: the identifier of this API, as in access tokens ("aud").')
  }
  for (const name of settings.algorithms.filter((each) => !isAsymmetricAlgorithm(each))) {
    faults.push(`OIDC_ALGORITHMS names ${name}, which is not a signature algorithm with a public key.`)
  }
  if (settings.databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(settings.databaseUrl)) {
    faults.push('DATABASE_URL must begin with postgres:// or postgresql://.')
  }
  if (settings.databaseUrl !== undefined && settings.dataFolder !== undefined) {
    faults.push('DATABASE_URL and DATA_FOLDER are both set: choose one.')
  }
  if (!Number.isInteger(settings.port) || settings.port < 0 || settings.port > 65535) {
    faults.push('PORT must be a number from 0 to 65535.')
  }
  if (settings.publicUrl !== undefined && !isBaseAddress(settings.publicUrl)) {
    faults.push(`API_PUBLIC_URL is not a web address without query: ${settings.publicUrl}`)
  }
  if (settings.dpopNonceSecret !== undefined && settings.dpopNonceSecret.length < LEAST_SECRET_LENGTH) {
    faults.push(`DPOP_NONCE_SECRET must have at least ${LEAST_SECRET_LENGTH} characters.`)
  }
  if (!isBetween(settings.targets.targetMinutes, 0, 7 * MAX_DAY_MINUTES)) {
    faults.push('WEEK_TARGET_HOURS must be a number from 0 to 168.')
  }
  if (!isBetween(settings.targets.dayTargetMinutes, 0, MAX_DAY_MINUTES)) {
    faults.push('DAY_TARGET_HOURS must be a number from 0 to 24.')
  }
  if (!isBetween(settings.approvalRules.dayLimitMinutes, 0, MAX_DAY_MINUTES)) {
    faults.push('DAY_LIMIT_HOURS must be a number from 0 to 24.')
  }
  if (!isBetween(settings.approvalRules.weekLimitMinutes, 0, 7 * MAX_DAY_MINUTES)) {
    faults.push('WEEK_LIMIT_HOURS must be a number from 0 to 168.')
  }
  for (const date of settings.approvalRules.holidays.filter((each) => !isLocalDate(each))) {
    faults.push(`HOLIDAYS names ${date}, which is no day (YYYY-MM-DD).`)
  }
  return faults
}

function minutesOf(hours: string): number {
  return Math.round(Number(hours) * 60)
}

/** False for what is no number. */
function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most
}

function isWebAddress(text: string): boolean {
  return ['http:', 'https:'].includes(URL.parse(text)?.protocol ?? '')
}

/** Paths are appended to it as it is. */
function isBaseAddress(text: string): boolean {
  return isWebAddress(text) && !/[?#]/.test(text)
}

/** Separated by spaces or commas. */
function listOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((part) => part !== '')
}

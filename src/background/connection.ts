import {
  CONNECTION_KEYS,
  type Connection,
  type ConnectionFault,
  connectionSchema,
  isAllowedServerUrl,
  type ResolvedConnection,
} from '../contract/connection.ts'
import { USER_SCOPES } from '../domain/permissions.ts'

/** Asked for where no scopes are configured. */
const USUAL_SCOPES = ['openid', 'profile', 'email', 'offline_access', ...USER_SCOPES].join(' ')

const EMPTY: Connection = { issuer: '', clientId: '', apiUrl: '', audience: '', resource: '', scopes: '' }

/** Each key from the first place that sets it: the organisation's policy, the user's choice, the build. */
export function resolveConnection(managed: unknown, user: unknown, build: unknown): ResolvedConnection {
  const places = [
    ['managed', readable(managed)],
    ['user', readable(user)],
    ['build', readable(build)],
  ] as const
  const resolve = (key: keyof Connection) => {
    const place = places.find(([, connection]) => connection[key] !== '')
    return place ? { value: place[1][key], source: place[0] } : { value: '', source: 'unset' as const }
  }
  return {
    issuer: resolve('issuer'),
    clientId: resolve('clientId'),
    apiUrl: resolve('apiUrl'),
    audience: resolve('audience'),
    resource: resolve('resource'),
    scopes: resolve('scopes'),
  }
}

export function faultsOf(resolved: ResolvedConnection, allowLoopback: boolean): ConnectionFault[] {
  const faults: ConnectionFault[] = []
  for (const key of ['issuer', 'clientId', 'apiUrl'] as const) {
    const { value } = resolved[key]
    if (value === '') faults.push({ key, reason: 'missing' })
    else if (key !== 'clientId' && !isAllowedServerUrl(value, allowLoopback)) {
      faults.push({ key, reason: 'not-a-server-url' })
    }
  }
  return faults
}

/** The plain values, with the usual scopes where none are set. */
export function connectionOf(resolved: ResolvedConnection): Connection {
  const connection = { ...EMPTY }
  for (const key of CONNECTION_KEYS) connection[key] = resolved[key].value
  return { ...connection, scopes: connection.scopes || USUAL_SCOPES }
}

/** A place that holds nonsense (a policy with wrong types) counts as empty, key by key. */
function readable(stored: unknown): Connection {
  const whole = connectionSchema().safeParse(stored)
  if (whole.success) return whole.data
  if (typeof stored !== 'object' || stored === null) return EMPTY
  const connection = { ...EMPTY }
  for (const key of CONNECTION_KEYS) {
    const value = connectionSchema().shape[key].safeParse((stored as Record<string, unknown>)[key])
    if (value.success) connection[key] = value.data
  }
  return connection
}

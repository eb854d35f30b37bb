import { randomBytes } from 'node:crypto'
import { type Configuration, errors } from 'oidc-provider'
import { USER_SCOPES, type UserScope } from '../../domain/permissions.ts'
import { MACHINE_CLIENT } from './accounts.ts'
import { logoutPage, messagePage } from './page.ts'

/** What real providers may lack, each by itself. */
export interface Offers {
  readonly dpop: boolean
  /** Pushed authorization requests (RFC 9126). */
  readonly par: boolean
  readonly revocation: boolean
  /** RP-initiated logout. */
  readonly logout: boolean
  readonly userinfo: boolean
}

export const EVERYTHING: Offers = { dpop: true, par: true, revocation: true, logout: true, userinfo: true }

export interface FeatureSettings {
  /** Identifier of the Timesheets API: the `aud` of its access tokens. */
  readonly audience: string
  readonly accessTokenSeconds: number
  readonly offers: Offers
  /** Refuse a DPoP proof without a nonce. */
  readonly dpopNonceRequired: boolean
  /** Permissions that nobody is given; looked at for each token, so that one can end while people are signed in. */
  readonly withheldScopes: ReadonlySet<UserScope>
}

export function features(settings: FeatureSettings): Configuration['features'] {
  const { audience, accessTokenSeconds, offers } = settings
  return {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    // Never required: tokens are bound for clients that send a proof, and are bearer tokens for others.
    dPoP: {
      enabled: offers.dpop,
      // Nonces of an earlier start are refused with a new one, which a client takes.
      nonceSecret: randomBytes(32),
      requireNonce: () => settings.dpopNonceRequired,
    },
    pushedAuthorizationRequests: { enabled: offers.par },
    resourceIndicators: {
      enabled: true,
      defaultResource: (ctx, client, oneOf) => {
        if (oneOf) return oneOf
        const asked = ctx.oidc.params?.audience === audience || client.clientId === MACHINE_CLIENT.id
        // The library's types leave out that undefined means "no resource": a token for userinfo then.
        return asked ? audience : (undefined as unknown as string)
      },
      getResourceServerInfo: (_ctx, resource, client) => {
        if (resource !== audience) throw new errors.InvalidTarget()
        const scopes =
          client.clientId === MACHINE_CLIENT.id
            ? MACHINE_CLIENT.scopes
            : USER_SCOPES.filter((scope) => !settings.withheldScopes.has(scope))
        return {
          scope: scopes.join(' '),
          audience,
          accessTokenTTL: accessTokenSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }
      },
      useGrantedResource: () => true,
    },
    revocation: {
      enabled: offers.revocation,
      allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
    },
    rpInitiatedLogout: {
      enabled: offers.logout,
      logoutSource: (ctx, form) => {
        ctx.body = logoutPage(form)
      },
      postLogoutSuccessSource: (ctx) => {
        ctx.body = messagePage('Signed out', 'You can close this window.')
      },
    },
    userinfo: { enabled: offers.userinfo },
  }
}

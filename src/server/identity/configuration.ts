import type { Adapter, Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { USER_SCOPES } from '../../domain/permissions.ts'
import { isAllowedOrigin } from '../allowed-origin.ts'
import { EXTENSION_CLIENT_ID, findAccount, MACHINE_CLIENT, scopesOfRole } from './accounts.ts'
import { type FeatureSettings, features } from './features.ts'
import { messagePage } from './page.ts'
import type { Secrets } from './secrets.ts'

export interface ProviderSettings extends FeatureSettings {
  readonly pictureUrl: string
  readonly redirectUrls: readonly string[]
  readonly allowedOrigins: readonly string[]
  /** Cookies know no ports: without this, two providers on one host would overwrite each other's. */
  readonly cookieSuffix: string
  readonly secrets: Secrets
  readonly adapterFor: (model: string) => Adapter
}

const FORTNIGHT_SECONDS = 14 * 24 * 60 * 60
const TEN_MINUTES_SECONDS = 10 * 60

export function providerConfiguration(settings: ProviderSettings): Configuration {
  return {
    adapter: settings.adapterFor,
    clients: clients(settings),
    clientBasedCORS: (_ctx, origin) => isAllowedOrigin(origin, settings.allowedOrigins),
    claims: { openid: ['sub'], profile: ['name', 'picture'], email: ['email'] },
    // An access token for the API cannot call userinfo, so the profile comes in the ID token.
    conformIdTokenClaims: false,
    cookies: {
      keys: settings.secrets.cookieKeys,
      names: {
        session: `session_${settings.cookieSuffix}`,
        interaction: `interaction_${settings.cookieSuffix}`,
        resume: `resume_${settings.cookieSuffix}`,
      },
      long: { signed: true, httpOnly: true, sameSite: 'lax' },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    extraParams: ['audience'],
    extraTokenClaims: (_ctx, token) =>
      'accountId' in token ? { name: findAccount(String(token.accountId))?.name } : undefined,
    features: features(settings),
    findAccount: (_ctx, sub) => {
      const account = findAccount(sub)
      if (!account) return undefined
      return {
        accountId: sub,
        claims: () => ({
          sub,
          name: account.name,
          email: account.username,
          email_verified: true,
          ...(account.hasPicture && { picture: settings.pictureUrl }),
        }),
      }
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    // Without this, `offline_access` would be dropped unless the request asked for consent each time.
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    jwks: { keys: settings.secrets.signingKeys },
    loadExistingGrant: (ctx) => grantByRole(ctx, settings.audience),
    pkce: { required: () => true },
    renderError: (ctx, out) => {
      ctx.type = 'html'
      ctx.body = messagePage('That did not work', out.error_description ?? out.error)
    },
    responseTypes: ['code'],
    rotateRefreshToken: true,
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    ttl: {
      AccessToken: settings.accessTokenSeconds,
      AuthorizationCode: 60,
      ClientCredentials: TEN_MINUTES_SECONDS,
      Grant: FORTNIGHT_SECONDS,
      IdToken: TEN_MINUTES_SECONDS,
      Interaction: TEN_MINUTES_SECONDS,
      RefreshToken: FORTNIGHT_SECONDS,
      Session: FORTNIGHT_SECONDS,
    },
  }
}

function clients({ redirectUrls }: ProviderSettings): Configuration['clients'] {
  return [
    {
      client_id: EXTENSION_CLIENT_ID,
      client_name: 'Timejot',
      // A `native` client would be asked for consent each time, and silent renewal would never work.
      application_type: 'web',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [...redirectUrls],
      post_logout_redirect_uris: [...redirectUrls],
    },
    {
      client_id: MACHINE_CLIENT.id,
      client_secret: MACHINE_CLIENT.secret,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    },
  ]
}

/**
 * Consent for the company's own client, given without a page: what the account's role allows,
 * whatever was asked. Scopes beyond it are recorded as refused, so that nobody is asked for them either.
 */
async function grantByRole(ctx: KoaContextWithOIDC, audience: string) {
  const { account, client, session, provider } = ctx.oidc
  const holder = account && findAccount(account.accountId)
  if (!holder || !client) return undefined
  const grantId = session?.grantIdFor(client.clientId)
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId)
  const grant = known ?? new provider.Grant({ accountId: holder.sub, clientId: client.clientId })
  const allowed = scopesOfRole(holder.role)
  const refused = USER_SCOPES.filter((scope) => !allowed.includes(scope))
  grant.addOIDCScope('openid profile email offline_access')
  grant.addResourceScope(audience, allowed.join(' '))
  if (refused.length > 0) grant.rejectResourceScope(audience, refused.join(' '))
  await grant.save()
  return grant
}

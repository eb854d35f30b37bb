import { Events, OAuth2Server } from 'oauth2-mock-server'
import { API_AUDIENCE } from '../../src/demo/build-extension.ts'

/** Who signs in there, always and without a form. */
export const SECOND_PROVIDER_SUB = 'johndoe'

export interface SecondProvider {
  readonly issuer: string
  /** For what a test changes, by the events that the server has for it. */
  readonly service: OAuth2Server['service']
  /** The sign-in window: that provider asks nobody anything. Returns the redirect. */
  openWindow(url: string): Promise<string>
  close(): Promise<void>
}

/**
 * oauth2-mock-server: an issuer that shares no code with the bundled one. As it comes, it knows nothing of APIs: what an
 * administrator would set up is the audience of access tokens and, given `scopes`, what they grant.
 */
export async function startSecondProvider(scopes?: readonly string[], port = 0): Promise<SecondProvider> {
  const server = new OAuth2Server()
  await server.issuer.keys.generate('RS256')
  await server.start(port, '127.0.0.1')
  server.service.on(Events.BeforeTokenSigning, ({ payload }: { payload: Record<string, unknown> }) => {
    const isIdToken = payload.aud !== undefined
    if (!isIdToken) Object.assign(payload, { aud: API_AUDIENCE, ...(scopes && { scope: scopes.join(' ') }) })
  })
  server.service.on(Events.BeforeResponse, ({ body }: { body: Record<string, unknown> }) => {
    if (scopes) body.scope = scopes.join(' ')
  })
  return {
    issuer: server.issuer.url ?? '',
    service: server.service,
    openWindow: async (url) => (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '',
    close: () => server.stop(),
  }
}

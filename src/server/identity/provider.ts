import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import Provider from 'oidc-provider'
import type { UserScope } from '../../domain/permissions.ts'
import { isAllowedOrigin } from '../allowed-origin.ts'
import { close, listen } from '../listen.ts'
import { openArtefactStore } from './artefact-store.ts'
import { providerConfiguration } from './configuration.ts'
import { EVERYTHING, type Offers } from './features.ts'
import { contentSecurityPolicy } from './page.ts'
import { PICTURE_PATH, servePicture } from './picture.ts'
import { loadSecrets } from './secrets.ts'
import { serveSignIn } from './sign-in.ts'

export interface IdentityProviderOptions {
  /** 0 asks for any free port. */
  readonly port: number
  /** Where keys and sessions are kept; null keeps them in memory. */
  readonly folder: string | null
  readonly redirectUrls: readonly string[]
  readonly audience: string
  readonly accessTokenSeconds?: number
  readonly allowedOrigins: readonly string[]
  /** Everything unless told otherwise. */
  readonly offers?: Partial<Offers> | undefined
  readonly dpopNonceRequired?: boolean | undefined
  /** Permissions that nobody is given, looked at for each token. */
  readonly withheldScopes?: ReadonlySet<UserScope> | undefined
}

export interface IdentityProvider {
  readonly issuer: string
  close(): Promise<void>
}

/** Its passwords are printed for everyone to read, so it is never reachable from another machine. */
const LOOPBACK = '127.0.0.1'

/** Starts the demo's OpenID Provider on loopback. Rejects with the system's error when the port is taken. */
export async function startIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const secrets = await loadSecrets(options.folder)
  let handle = (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(503).end()
  }
  const server = createServer((request, response) => handle(request, response))
  const port = await listen(server, options.port, LOOPBACK)
  const issuer = `http://${LOOPBACK}:${port}`
  const store = openArtefactStore(options.folder)
  const provider = new Provider(
    issuer,
    providerConfiguration({
      pictureUrl: issuer + PICTURE_PATH,
      redirectUrls: options.redirectUrls,
      audience: options.audience,
      accessTokenSeconds: options.accessTokenSeconds ?? 600,
      allowedOrigins: options.allowedOrigins,
      offers: { ...EVERYTHING, ...options.offers },
      dpopNonceRequired: options.dpopNonceRequired ?? false,
      withheldScopes: options.withheldScopes ?? new Set(),
      cookieSuffix: String(port),
      secrets,
      adapterFor: store.adapterFor,
    }),
  )
  handle = requestHandler(provider, options)
  return {
    issuer,
    close: async () => {
      await close(server)
      store.close()
    },
  }
}

function requestHandler(provider: Provider, options: IdentityProviderOptions) {
  const formTargets = [...new Set(options.redirectUrls.map((url) => new URL(url).origin))]
  const host = new URL(provider.issuer).host
  provider.on('server_error', (_ctx, error) => console.error('identity provider:', error))
  provider.use(async (ctx, next) => {
    ctx.set('Content-Security-Policy', contentSecurityPolicy(formTargets))
    ctx.set('X-Content-Type-Options', 'nosniff')
    await next()
    const origin = ctx.get('Origin')
    if (origin !== '' && !isAllowedOrigin(origin, options.allowedOrigins))
      ctx.remove('Access-Control-Allow-Origin')
  })
  const serveProtocol = provider.callback()
  return (request: IncomingMessage, response: ServerResponse): void => {
    // A foreign name that resolves to loopback (DNS rebinding) is not this server's.
    if (request.headers.host !== host) {
      response.writeHead(421, { 'Content-Type': 'text/plain' }).end(`This server is ${host}.\n`)
      return
    }
    if (servePicture(request, response, options.allowedOrigins)) return
    serveSignIn(provider, formTargets, request, response)
      .then((served) => (served ? undefined : serveProtocol(request, response)))
      .catch((error) => {
        console.error('identity provider:', error)
        if (!response.headersSent) response.writeHead(500)
        response.end()
      })
  }
}

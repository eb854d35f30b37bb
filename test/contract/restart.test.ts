import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DEMO_ACCOUNTS } from '../../src/server/identity/accounts.ts'
import { startIdentityProvider } from '../../src/server/identity/provider.ts'
import { readSettings } from '../../src/server/settings.ts'
import { openDatabase } from '../../src/server/store/database.ts'
import { keepPersonName } from '../../src/server/store/projects.ts'
import { people } from '../../src/server/store/schema.ts'
import { Browser } from '../support/form-browser.ts'
import {
  AUDIENCE,
  authorizationRequest,
  EXTENSION_ORIGIN,
  exchangeCode,
  REDIRECT_URL,
  requestToken,
  signIn,
} from './support/code-flow.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timejot-restart-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('the identity provider', () => {
  const start = (port: number) =>
    startIdentityProvider({
      port,
      folder: join(folder, 'identity'),
      redirectUrls: [REDIRECT_URL],
      audience: AUDIENCE,
      allowedOrigins: [EXTENSION_ORIGIN],
    })

  test('keeps sessions, refresh tokens and keys over a restart, in files for its owner alone', async () => {
    const first = await start(0)
    const { issuer } = first
    const browser = new Browser(issuer)
    const tokens = await signIn(issuer, browser, DEMO_ACCOUNTS[0])
    const keysBefore = await (await fetch(new URL('/jwks', issuer))).json()
    await first.close()

    const second = await start(Number(new URL(issuer).port))
    expect(second.issuer).toBe(issuer)
    expect(await (await fetch(new URL('/jwks', issuer))).json()).toEqual(keysBefore)
    const form = { client_id: 'timejot', grant_type: 'refresh_token', refresh_token: tokens.refresh_token }
    expect((await requestToken(issuer, form)).status).toBe(200)
    const silent = authorizationRequest(issuer, { prompt: 'none' })
    await exchangeCode(issuer, await browser.visit(silent.url), silent.verifier)
    await second.close()

    const names = await readdir(join(folder, 'identity'))
    expect(names.sort()).toEqual(['identity.sqlite', 'keys.json'])
    if (process.platform === 'win32') return
    for (const name of names) expect((await stat(join(folder, 'identity', name))).mode & 0o777).toBe(0o600)
  })

  test('refuses a request for another host name', async () => {
    const provider = await start(0)
    const { port } = new URL(provider.issuer)
    const answer = await fetch(`http://localhost:${port}/jwks`).catch((error) => error.cause.code)
    // `localhost` may also mean ::1 alone, where nobody listens.
    expect(answer === 'ECONNREFUSED' || answer.status === 421).toBe(true)
    await provider.close()
  })
})

describe('the embedded database', () => {
  test('keeps what it was given, and one process at a time may open it', async () => {
    const path = join(folder, 'database')
    const database = await openDatabase({ folder: path })
    await database.transact((queries) => keepPersonName(queries, 'a', 'Ada'))
    await expect(openDatabase({ folder: path })).rejects.toThrow(`in use by process ${process.pid}`)
    await database.close()
    const again = await openDatabase({ folder: path })
    expect(await again.queries.select().from(people)).toEqual([{ userId: 'a', name: 'Ada' }])
    await again.close()
  })

  test('opens where an earlier process of the same number ended without letting go', async () => {
    const path = join(folder, 'container')
    await writeFile(`${path}.lock`, String(process.pid))
    const database = await openDatabase({ folder: path })
    await expect(openDatabase({ folder: path })).rejects.toThrow('in use')
    await database.close()
  })
})

const RIGHT = { OIDC_ISSUER: 'https://login.exampleco.com/', API_AUDIENCE: AUDIENCE }

describe('the configuration of the API', () => {
  test.each([
    [{ API_AUDIENCE: 'x' }, 'OIDC_ISSUER is missing'],
    [{ ...RIGHT, OIDC_ISSUER: 'login.exampleco.com' }, 'OIDC_ISSUER is not a web address'],
    [{ OIDC_ISSUER: 'https://a.example' }, 'API_AUDIENCE is missing'],
    [{ ...RIGHT, OIDC_ALGORITHMS: 'RS256,HS256' }, 'OIDC_ALGORITHMS names HS256'],
    [{ ...RIGHT, OIDC_ALGORITHMS: 'none' }, 'OIDC_ALGORITHMS names none'],
    [{ ...RIGHT, DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must begin'],
    [{ ...RIGHT, DATABASE_URL: 'postgres://x/y', DATA_FOLDER: 'z' }, 'choose one'],
    [{ ...RIGHT, PORT: 'http' }, 'PORT must be a number'],
    [{ ...RIGHT, PORT: '65536' }, 'PORT must be a number'],
    [{ ...RIGHT, API_PUBLIC_URL: 'timesheets.exampleco.com' }, 'API_PUBLIC_URL is not a web address'],
    [{ ...RIGHT, API_PUBLIC_URL: 'https://a.example/?b' }, 'API_PUBLIC_URL is not a web address'],
    [{ ...RIGHT, WEEK_TARGET_HOURS: 'forty' }, 'WEEK_TARGET_HOURS must be a number'],
    [{ ...RIGHT, WEEK_TARGET_HOURS: '169' }, 'WEEK_TARGET_HOURS must be a number'],
    [{ ...RIGHT, DAY_TARGET_HOURS: '-1' }, 'DAY_TARGET_HOURS must be a number'],
    [{ ...RIGHT, DAY_LIMIT_HOURS: '25' }, 'DAY_LIMIT_HOURS must be a number'],
    [{ ...RIGHT, WEEK_LIMIT_HOURS: 'x' }, 'WEEK_LIMIT_HOURS must be a number'],
    [{ ...RIGHT, HOLIDAYS: '2026-12-25 2026-12-32' }, 'HOLIDAYS names 2026-12-32'],
    [{ ...RIGHT, DPOP_NONCE_REQUIRED: 'yes' }, 'DPOP_NONCE_REQUIRED must be true or false'],
    [{ ...RIGHT, DPOP_NONCE_SECRET: 'short' }, 'DPOP_NONCE_SECRET must have at least 32'],
  ])('%o: %s', (environment, sentence) => {
    const reading = readSettings(environment)
    expect(reading.ok ? [] : reading.faults).toEqual([expect.stringContaining(sentence)])
  })

  test('has defaults for the rest', () => {
    expect(readSettings({ ...RIGHT, ALLOWED_ORIGINS: 'https://a.example, moz-extension://*' })).toEqual({
      ok: true,
      settings: {
        issuer: 'https://login.exampleco.com/',
        audience: AUDIENCE,
        userClaim: 'sub',
        algorithms: ['RS256'],
        allowedOrigins: ['https://a.example', 'moz-extension://*'],
        databaseUrl: undefined,
        dataFolder: undefined,
        host: '127.0.0.1',
        port: 8787,
        publicUrl: undefined,
        dpopNonceRequired: false,
        dpopNonceSecret: undefined,
        targets: { targetMinutes: 2400, dayTargetMinutes: 480 },
        approvalRules: { dayLimitMinutes: 600, weekLimitMinutes: 3000, holidays: [] },
      },
    })
  })

  test('takes limits and holidays for the flags', () => {
    const given = { DAY_LIMIT_HOURS: '9.5', WEEK_LIMIT_HOURS: '45', HOLIDAYS: '2026-12-25, 2026-12-26' }
    expect(readSettings({ ...RIGHT, ...given })).toMatchObject({
      settings: {
        approvalRules: {
          dayLimitMinutes: 570,
          weekLimitMinutes: 2700,
          holidays: ['2026-12-25', '2026-12-26'],
        },
      },
    })
  })

  test('takes hours as targets', () => {
    expect(readSettings({ ...RIGHT, WEEK_TARGET_HOURS: '37.5', DAY_TARGET_HOURS: '7.5' })).toMatchObject({
      settings: { targets: { targetMinutes: 2250, dayTargetMinutes: 450 } },
    })
  })

  test('takes an address for proofs, and when to ask for nonces', () => {
    const more = {
      API_PUBLIC_URL: 'https://timesheets.exampleco.com/api/',
      DPOP_NONCE_REQUIRED: 'true',
      DPOP_NONCE_SECRET: 'a secret of at least 32 characters',
    }
    expect(readSettings({ ...RIGHT, ...more })).toMatchObject({
      settings: {
        publicUrl: 'https://timesheets.exampleco.com/api/',
        dpopNonceRequired: true,
        dpopNonceSecret: 'a secret of at least 32 characters',
      },
    })
  })
})

describe('npm run api', () => {
  const run = (environment: Record<string, string>) => {
    const child = spawn(process.execPath, ['src/server/main.ts'], {
      env: { PATH: process.env.PATH ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const output = { text: '' }
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output.text += chunk
      })
    }
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    return { child, output, ended }
  }

  test('says what is missing and ends with 1', async () => {
    const { output, ended } = run({})
    expect(await ended).toBe(1)
    expect(output.text).toContain('OIDC_ISSUER is missing')
    expect(output.text).toContain('API_AUDIENCE is missing')
    expect(output.text).not.toContain('    at ')
  })

  test('says in a sentence that the database cannot be reached', async () => {
    const { output, ended } = run({ ...RIGHT, DATABASE_URL: 'postgres://x@127.0.0.1:1/y' })
    expect(await ended).toBe(1)
    expect(output.text).toMatch(/could not start: .*ECONNREFUSED/)
    expect(output.text).not.toContain('    at ')
  })

  test.skipIf(process.platform === 'win32')(
    'starts before its issuer, answers, and stops cleanly',
    async () => {
      const path = join(folder, 'database')
      const { child, output, ended } = run({ ...RIGHT, PORT: '0', DATA_FOLDER: path })
      const started = Promise.withResolvers<string>()
      child.stdout.on('data', () => {
        const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output.text)?.[0]
        if (url) started.resolve(url)
      })
      ended.then(() => started.reject(new Error(output.text)))
      const answer = await fetch(`${await started.promise}/openapi.json`)
      expect(answer.status).toBe(200)
      child.kill('SIGTERM')
      expect(await ended).toBe(0)
      const database = await openDatabase({ folder: path })
      await database.close()
    },
  )
})

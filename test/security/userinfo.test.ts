import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { openWorkplace, type Workplace } from './workplace.ts'

const ENDPOINT = 'https://issuer.example/userinfo'

let workplace: Workplace

beforeEach(async () => {
  workplace = await openWorkplace()
  workplace.issuer.metadata = { userinfo_endpoint: ENDPOINT }
  workplace.issuer.userinfo = () =>
    Response.json({ sub: 'employee', name: 'Erin Employee', email: 'erin@exampleco.com' })
})

const signInAndComplete = async () => {
  await workplace.gate.signIn()
  await workplace.gate.completeProfile()
  return workplace.shown()?.account
}
const calls = () => workplace.issuer.requests.filter(({ path }) => path === '/userinfo')

describe('the profile', () => {
  it('is completed from userinfo when its sub is the ID token’s (scope-userinfo-claims)', async () => {
    expect(await signInAndComplete()).toEqual({
      key: 'https://issuer.example|employee',
      name: 'Erin Employee',
      email: 'erin@exampleco.com',
    })
  })

  it('is asked for with the access token in the header (userinfo-bearer-header)', async () => {
    await signInAndComplete()
    const [call] = calls()
    expect(call?.headers.get('authorization')).toBe(
      `Bearer ${(await workplace.vault.read('session'))?.accessToken}`,
    )
    expect([...(call?.body ?? [])]).toEqual([])
  })

  it('is not waited for: a sign-in is over before it is asked for', async () => {
    await workplace.gate.signIn()
    expect(workplace.shown()).toMatchObject({ session: 'signed-in', account: { name: 'employee' } })
    expect(calls()).toEqual([])
  })

  it.each([
    ['https://pictures.example/erin.png?size=96', 'pictures.example'],
    ['http://pictures.example/erin.png', undefined],
    ['http://127.0.0.1/erin.png', undefined],
  ])('names a picture at %s: offered from %s', async (picture, pictureHost) => {
    workplace.issuer.userinfo = () => Response.json({ sub: 'employee', picture })
    expect((await signInAndComplete())?.pictureHost).toBe(pictureHost)
  })

  it('keeps what the ID token said where userinfo says nothing of it', async () => {
    workplace.issuer.claims = { name: 'Named by ID token', email: 'id@exampleco.com' }
    workplace.issuer.userinfo = () => Response.json({ sub: 'employee', name: '  ', email: 17 })
    expect(await signInAndComplete()).toMatchObject({ name: 'Named by ID token', email: 'id@exampleco.com' })
  })
})

describe('userinfo is ignored, and the sign-in stands, when', () => {
  const json = (body: unknown) => () => Response.json(body)
  const right = { sub: 'employee', name: 'Erin Employee' }
  it.each<[string, () => Response]>([
    ['its sub is another person’s (userinfo-invalid-sub)', json({ ...right, sub: 'manager' })],
    ['it has no sub', json({ name: 'Nobody' })],
    ['it does not take a token for the API', () => new Response('', { status: 401 })],
    ['it is out of order', () => new Response('', { status: 500 })],
    ['it is a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['it is no object', json([])],
    ['its names are longer than any', json({ ...right, name: 'x'.repeat(321) })],
  ])('%s', async (_, userinfo) => {
    workplace.issuer.userinfo = userinfo
    expect(await signInAndComplete()).toMatchObject({ name: 'employee', email: null })
    expect(calls()).toHaveLength(1)
    expect(workplace.shown()).toMatchObject({ session: 'signed-in', failure: null })
  })

  it('there is no such endpoint', async () => {
    workplace.issuer.metadata = {}
    expect(await signInAndComplete()).toMatchObject({ name: 'employee' })
    expect(calls()).toEqual([])
  })

  it('somebody has signed out, or another person in, before it answers', async () => {
    await workplace.gate.signIn()
    const right = workplace.issuer.fetch
    workplace.issuer.fetch = async (url, init) => {
      if (url === ENDPOINT) {
        await workplace.gate.signOut()
        workplace.issuer.person = 'manager'
        await workplace.gate.signIn()
      }
      return await right(url, init)
    }
    await workplace.gate.completeProfile()
    await workplace.publish()
    expect(workplace.shown()?.account).toMatchObject({ name: 'manager', email: null })
  })
})

import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { writeSingleton } from '../../src/background/store/database.ts'
import { openWorkplace, type Workplace } from './workplace.ts'

const ALL = 'openid read:timesheets create:timesheets approve:timesheets'

let workplace: Workplace

beforeEach(async () => {
  workplace = await openWorkplace()
  workplace.issuer.scope = ALL
  await workplace.gate.signIn()
})

const renewWith = async (scope: string) => {
  workplace.issuer.scope = scope
  const session = await workplace.session.current()
  await workplace.session.renew(session?.accessToken ?? '')
  return workplace.shown()
}

describe('permissions that a renewal takes away (case 10)', () => {
  it('take their views with them, and it is said', async () => {
    expect(await renewWith('openid read:timesheets')).toMatchObject({
      session: 'signed-in',
      can: { read: true, create: false, change: false, delete: false, approve: false, reject: false },
      approvals: null,
      endedScopes: ['create:timesheets', 'approve:timesheets'],
    })
  })

  it('are said until somebody has taken note, whatever is renewed meanwhile', async () => {
    await renewWith('openid read:timesheets create:timesheets')
    expect(await renewWith('openid read:timesheets')).toMatchObject({
      endedScopes: ['create:timesheets', 'approve:timesheets'],
    })
    await writeSingleton(workplace.database, 'endedScopes', null)
    expect(await renewWith('openid')).toMatchObject({ endedScopes: ['read:timesheets'] })
  })

  it('are said after a silent sign-in too', async () => {
    workplace.issuer.revokeAll()
    expect(await renewWith('openid read:timesheets create:timesheets')).toMatchObject({
      can: { approve: false },
      endedScopes: ['approve:timesheets'],
    })
  })

  it('are said when the same person signs in again and has fewer', async () => {
    workplace.issuer.scope = 'openid read:timesheets create:timesheets'
    await workplace.gate.signIn()
    expect(workplace.shown()).toMatchObject({ endedScopes: ['approve:timesheets'] })
  })

  it('are nobody else’s: another person is told nothing of them', async () => {
    workplace.issuer.person = 'contractor'
    workplace.issuer.scope = 'openid read:timesheets'
    await workplace.gate.signIn()
    expect(workplace.shown()).toMatchObject({ account: { name: 'contractor' }, endedScopes: [] })
  })

  it('are said by the next worker when one was stopped before it could', async () => {
    const session = await workplace.vault.read('session')
    if (session) await workplace.vault.write('session', { ...session, scopes: ['openid', 'read:timesheets'] })
    const next = await openWorkplace(workplace.storage, workplace.issuer)
    await next.gate.resume()
    await next.publish()
    expect(next.shown()).toMatchObject({
      can: { read: true, create: false, approve: false },
      endedScopes: ['create:timesheets', 'approve:timesheets'],
    })
    expect(next.plans()).toBe(1)
  })

  it('end no session, even when none is left', async () => {
    expect(await renewWith('openid')).toMatchObject({
      session: 'signed-in',
      can: { read: false, create: false, change: false, delete: false, approve: false, reject: false },
    })
  })
})

describe('permissions that a renewal gives', () => {
  it('bring their views', async () => {
    await renewWith('openid read:timesheets')
    expect(await renewWith(`${ALL} delete:timesheets`)).toMatchObject({
      can: { read: true, create: true, change: true, delete: true, approve: true, reject: true },
      endedScopes: [],
    })
  })

  it('are those of the answer: one without a scope leaves all as it was', async () => {
    const right = workplace.issuer.fetch
    workplace.issuer.fetch = async (url, init) => {
      const answer = await right(url, init)
      if (!url.endsWith('/token')) return answer
      const { scope: _, ...tokens } = (await answer.json()) as Record<string, unknown>
      return Response.json(tokens)
    }
    const session = await workplace.session.current()
    await workplace.session.renew(session?.accessToken ?? '')
    expect(workplace.shown()).toMatchObject({ can: { approve: true }, endedScopes: [] })
  })
})

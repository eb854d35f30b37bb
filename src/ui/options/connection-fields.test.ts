import { describe, expect, it } from 'vitest'
import type { ResolvedConnection } from '../../contract/connection.ts'
import { isChanged, ownValues, valuesOf } from './connection-fields.ts'

const RESOLVED: ResolvedConnection = {
  issuer: { value: 'https://policy.example', source: 'managed' },
  clientId: { value: 'mine', source: 'user' },
  apiUrl: { value: 'https://build.example', source: 'build' },
  audience: { value: '', source: 'unset' },
  resource: { value: '', source: 'unset' },
  scopes: { value: '', source: 'unset' },
}

describe('the connection fields', () => {
  const typed = valuesOf(RESOLVED)

  it('show the values of policy and user; those of the build only stand behind them', () => {
    expect(typed).toMatchObject({ issuer: 'https://policy.example', clientId: 'mine', apiUrl: '' })
  })

  it('save the values of the user alone', () => {
    expect(ownValues(typed, RESOLVED)).toEqual({
      issuer: '',
      clientId: 'mine',
      apiUrl: '',
      audience: '',
      resource: '',
      scopes: '',
    })
  })

  it('save what was typed over a value of the build, without the white space around it', () => {
    expect(ownValues({ ...typed, apiUrl: ' https://mine.example ' }, RESOLVED).apiUrl).toBe(
      'https://mine.example',
    )
  })

  it('take an emptied value of the user away', () => {
    expect(ownValues({ ...typed, clientId: '' }, RESOLVED).clientId).toBe('')
  })

  it('know whether anything was changed', () => {
    expect(isChanged(typed, RESOLVED)).toBe(false)
    expect(isChanged({ ...typed, clientId: 'mine ' }, RESOLVED)).toBe(false)
    expect(isChanged({ ...typed, audience: 'urn:api' }, RESOLVED)).toBe(true)
  })
})

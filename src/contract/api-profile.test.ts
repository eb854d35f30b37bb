import { expect, it } from 'vitest'
import { readApiProfile } from './api-profile.ts'
import { describeApi } from './openapi.ts'

it('the bundled API offers everything', () => {
  expect(readApiProfile(structuredClone(describeApi()))).toEqual({
    change: true,
    delete: true,
    reject: true,
    idempotent: true,
    keepsIds: true,
    submit: true,
    batch: true,
    history: true,
  })
})

it('a server that describes the base profile offers nothing more', () => {
  const document = {
    openapi: '3.0.3',
    paths: {
      '/timesheets': { get: {}, post: { parameters: [{ name: 'Idempotency-Key', in: 'query' }] } },
      '/approvals/{id}': { summary: 'Approve', put: { requestBody: { content: {} } } },
    },
  }
  expect(readApiProfile(document)).toEqual({
    change: false,
    delete: false,
    reject: false,
    idempotent: false,
    keepsIds: false,
    submit: false,
    batch: false,
    history: false,
  })
})

it.each([
  ['nothing', null],
  ['a list of entries', []],
  ['another document', { message: 'Not Found' }],
  ['paths that are none', { openapi: '3.1.0', paths: [] }],
  ['operations that are none', { openapi: '3.1.0', paths: { '/timesheets': 'GET' } }],
])('%s is no description of a server', (_, document) => {
  expect(readApiProfile(document)).toBeNull()
})

it('a path that every object has is none of the server’s', () => {
  expect(readApiProfile({ openapi: '3.1.0', paths: {} })).toMatchObject({ change: false, delete: false })
})

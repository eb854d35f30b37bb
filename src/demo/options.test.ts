import { expect, test } from 'vitest'
import { readStartOptions } from './options.ts'

test('the servers have their usual ports when nothing is said', () => {
  expect(readStartOptions([])).toMatchObject({ tour: false, help: false, providerPort: 4710, apiPort: 4711 })
})

test('ports and the tour can be chosen', () => {
  expect(readStartOptions(['--tour', '--api-port', '5000'])).toMatchObject({ tour: true, apiPort: 5000 })
})

test.each([
  [['--api-port', '0'], '--api-port wants a port'],
  [['--provider-port', '70000'], '--provider-port wants a port'],
  [['--api-port', 'eighty'], 'not "eighty"'],
  [['--tuor'], "Unknown option '--tuor'"],
])('%j is refused with a reason', (args, reason) => {
  expect(() => readStartOptions(args)).toThrow(reason)
})

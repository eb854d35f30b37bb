import { expect, it, vi } from 'vitest'
import { createAfterAct } from './after-act.ts'

it('gives a page that was told of an act the time to paint it before the snapshot, and never before a wake-up', async () => {
  const steps: string[] = []
  const afterAct = createAfterAct({
    publish: async () => void steps.push('shown'),
    wakeSoon: async () => void steps.push('wake-up asked for'),
    send: async () => void steps.push('sent'),
    wait: async (ms) => {
      steps.push(`waits ${ms} ms`)
      await new Promise((resolve) => setTimeout(resolve))
    },
  })
  await afterAct(true)
  await vi.waitFor(() => expect(steps.at(-1)).toBe('sent'))
  expect(steps).toEqual(['waits 30 ms', 'wake-up asked for', 'shown', 'waits 50 ms', 'sent'])
})

it('shows an act, leaves the page time to paint it, and sends it then, even where it cannot be shown', async () => {
  const steps: string[] = []
  const afterAct = createAfterAct({
    publish: async () => {
      steps.push('shown')
      throw new Error('no room')
    },
    wakeSoon: async () => void steps.push('wake-up asked for'),
    send: async () => void steps.push('sent'),
    wait: async (ms) => void steps.push(`waited ${ms} ms`),
  })
  await expect(afterAct()).rejects.toThrow('no room')
  await vi.waitFor(() => expect(steps).toEqual(['shown', 'wake-up asked for', 'waited 50 ms', 'sent']))
})

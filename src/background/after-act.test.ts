import { expect, it, vi } from 'vitest'
import { createAfterAct } from './after-act.ts'

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

import { afterEach, describe, expect, it, vi } from 'vitest'
import { readLastStage, writeLastStage } from './last-stage.ts'

afterEach(() => vi.unstubAllGlobals())

describe('the stage that was shown last', () => {
  it('is what was noted', () => {
    const stored = new Map<string, string>()
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
    })
    expect(readLastStage()).toBeNull()
    writeLastStage('work')
    expect(readLastStage()).toBe('work')
  })

  it('is not known where the browser keeps no site data, and the popup goes on', () => {
    const refuse = () => {
      throw new DOMException('Access is denied for this document.', 'SecurityError')
    }
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse })
    writeLastStage('work')
    expect(readLastStage()).toBeNull()
  })
})

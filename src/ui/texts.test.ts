import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import german from '../../public/_locales/de/messages.json' with { type: 'json' }
import english from '../../public/_locales/en/messages.json' with { type: 'json' }

type Messages = Readonly<Record<string, { readonly message: string }>>

const ROOT = join(import.meta.dirname, '../..')
const [en, de]: [Messages, Messages] = [english, german]
const sources = ['src/ui', 'src/platform', 'entrypoints', 'wxt.config.ts'].flatMap(readSources).join('\n')

function readSources(path: string): string[] {
  const full = join(ROOT, path)
  if (/\.tsx?$/.test(path)) return /\.test\.ts$/.test(path) ? [] : [readFileSync(full, 'utf8')]
  if (/\.\w+$/.test(path)) return []
  return readdirSync(full).flatMap((name) => readSources(`${path}/${name}`))
}

function placeholders(message: string): string[] {
  return [...new Set(message.match(/\$\d/g))].sort()
}

describe('the texts', () => {
  it('exist in German exactly where they exist in English', () => {
    expect(Object.keys(de)).toEqual(Object.keys(en))
  })

  it('take the same values in both languages', () => {
    const differing = Object.keys(en).filter(
      (key) => placeholders(en[key]?.message ?? '').join() !== placeholders(de[key]?.message ?? '').join(),
    )
    expect(differing).toEqual([])
  })

  it('are all used', () => {
    const unused = Object.keys(en).filter(
      (key) => !sources.includes(`'${key}'`) && !sources.includes(`__MSG_${key}__`),
    )
    expect(unused).toEqual([])
  })

  it('are all there when they are used', () => {
    const used = [...sources.matchAll(/\btext\(\s*'(\w+)'|__MSG_(\w+)__/g)].map(
      (match) => match[1] ?? match[2],
    )
    expect(used.length).toBeGreaterThan(50)
    expect(used.filter((key) => key === undefined || !Object.hasOwn(en, key))).toEqual([])
  })

  it('call a decision one thing in German, on the tab, the buttons and the keys', () => {
    const others = Object.entries(de).filter(([, { message }]) => /genehmig/i.test(message))
    expect(others.map(([key]) => key)).toEqual([])
  })

  it('hold no empty message', () => {
    const all = [...Object.entries(en), ...Object.entries(de)]
    expect(all.filter(([, { message }]) => message.trim() === '').map(([key]) => key)).toEqual([])
  })
})

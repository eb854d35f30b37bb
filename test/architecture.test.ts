import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../src/demo/paths.ts'
import { forbiddenImports, LAYERS, layerOf } from './support/layers.ts'
import { findCycles, readSources, type SourceFile, withoutComments } from './support/source-files.ts'

const product = readSources('src', 'entrypoints')
const everything = [...product, ...readSources('test')]

const MAX_LINES = 300

function found(files: readonly SourceFile[], pattern: RegExp): readonly string[] {
  return files.flatMap(({ path, code }) => [...code.matchAll(pattern)].map(([match]) => `${path}: ${match}`))
}

describe('imports', () => {
  test('every folder of src is a layer of the table', () => {
    const layers = new Set(product.map(({ path }) => layerOf(path)))
    expect([...layers].filter((layer) => !Object.hasOwn(LAYERS, layer))).toEqual([])
  })

  test('every layer imports only what its row of the table allows', () => {
    expect(forbiddenImports(product)).toEqual([])
  })

  test("the extension has nothing of the server's side of the wire, which it would build at each start of its worker", () => {
    const ofServer = /^src\/contract\/(routes|openapi|wire-\w+)\.ts$/
    const users = product.filter(({ imports }) =>
      imports.some(({ target, typeOnly }) => !typeOnly && ofServer.test(target ?? '')),
    )
    const outside = users.filter(
      ({ path }) => !/^src\/server\/|\.test\.ts$/.test(path) && !ofServer.test(path),
    )
    expect(outside.map(({ path }) => path)).toEqual([])
  })

  test('nothing imports an entrypoint', () => {
    const imported = everything.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target?.startsWith('entrypoints/'))
        .map(({ target }) => `${path}: ${target}`),
    )
    const own = imported.filter((line) => !line.startsWith('entrypoints/'))
    expect(own).toEqual([])
  })

  test('only src/platform touches the browser API', () => {
    const users = product.filter(({ imports }) =>
      imports.some(({ specifier }) => /^(@wxt-dev\/)?webextension-polyfill|^wxt\/browser/.test(specifier)),
    )
    expect(users.map(({ path }) => path).filter((path) => !path.startsWith('src/platform/'))).toEqual([])
    const outside = product.filter(({ path }) => !/^src\/(platform|demo)\//.test(path))
    expect(
      found(outside, /\b(?:browser|chrome)\.(?:runtime|storage|identity|alarms|action|tabs|i18n)\b/g),
    ).toEqual([])
  })

  test('relative imports name their file, and it exists', () => {
    const broken = everything.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target !== null && !existsSync(join(ROOT, target)))
        .map(({ specifier }) => `${path}: ${specifier}`),
    )
    expect(broken).toEqual([])
  })

  test('there is no cycle', () => {
    expect(findCycles(everything)).toEqual([])
  })

  test('no file does nothing but export what others hold', () => {
    const barrels = everything.filter(({ code }) => {
      const rest = code.replaceAll(/^(?:import|export)\s[^'"]*?from\s+'[^']+'/gm, '').trim()
      return code.trim() !== '' && rest === ''
    })
    expect(barrels.map(({ path }) => path)).toEqual([])
  })
})

describe('files', () => {
  test(`none is longer than ${MAX_LINES} lines`, () => {
    const long = everything.filter(({ text }) => text.trimEnd().split('\n').length > MAX_LINES)
    expect(long.map(({ path }) => path)).toEqual([])
  })

  test('names are kebab-case nouns, and PascalCase for components', () => {
    const names = everything.map(({ path }) => basename(path))
    const odd = names.filter(
      (name) => !/^[a-z\d]+(-[a-z\d]+)*(\.test|\.spec|\.d|\.config)?\.ts$|^([A-Z]\w*|main)\.tsx$/.test(name),
    )
    expect(odd).toEqual([])
    expect(names.filter((name) => /^(utils?|helpers?|manager|service|data)\./.test(name))).toEqual([])
  })
})

describe('code', () => {
  test('no `any` and no silenced type errors', () => {
    expect(found(everything, /(?:[:<,|&(]\s*|\bas\s+)any\b(?!['\w-])(?=\s*[[\]>,;)|&=\n])/g)).toEqual([])
    const silenced = /@ts-(?:ignore|expect-error|nocheck)/
    expect(
      everything.filter(({ text }) => silenced.test(withoutPattern(text))).map(({ path }) => path),
    ).toEqual([])
  })

  test('no marks of unfinished work', () => {
    const marks = /\b(?:TODO|FIXME|HACK|XXX)\b/
    expect(everything.filter(({ text }) => marks.test(withoutPattern(text))).map(({ path }) => path)).toEqual(
      [],
    )
  })

  test('no HTML sink and no code made from text', () => {
    const sinks =
      /\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|createContextualFragment|new Function)\b|\beval\(/g
    expect(found(product, sinks)).toEqual([])
  })

  test('a comment is told from an address inside a string', () => {
    expect(withoutComments(`fetch('https://a/b') // why\n/* x */done`)).toBe(`fetch('https://a/b') \ndone`)
  })
})

/** This very file spells the marks that it looks for. */
function withoutPattern(text: string): string {
  return text.replaceAll(/^.*(?:const (?:marks|silenced) = ).*$/gm, '')
}

import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildDemoExtension, buildProductionExtension } from '../src/demo/build-extension.ts'
import { ROOT } from '../src/demo/paths.ts'
import { gzipBytesOf, type PackageFile, readPackage, scriptsOfPage } from './support/package-files.ts'

const BUILD_TIMEOUT_MS = 5 * 60_000
const KILOBYTE = 1000
const MAX_POPUP_BYTES = 45 * KILOBYTE
const MAX_PACKAGE_BYTES = 200 * KILOBYTE

let production: readonly PackageFile[] = []
let demo: readonly PackageFile[] = []

/** This run's own, as another may be going on beside it. */
const out = `.output/test/package-${process.pid}`

beforeAll(async () => {
  production = readPackage(await buildProductionExtension(out))
  demo = readPackage(
    await buildDemoExtension(out, {
      issuer: 'http://127.0.0.1:4710',
      apiUrl: 'http://127.0.0.1:4711',
    }),
  )
}, BUILD_TIMEOUT_MS)

afterAll(async () => await rm(join(ROOT, out), { recursive: true, force: true }))

function manifestOf(files: readonly PackageFile[]): Record<string, unknown> {
  return JSON.parse(files.find(({ path }) => path === 'manifest.json')?.text ?? '')
}

/** The manifest may change only together with the golden file, by hand and on purpose. */
function golden(name: string): string {
  return JSON.stringify(JSON.parse(readFileSync(join(ROOT, 'test', 'golden', name), 'utf8')), null, 2)
}

describe.each([
  ['production', () => production],
  ['demo', () => demo],
])('the manifest of a %s build', (mode, files) => {
  test('equals its golden file', () => {
    expect(JSON.stringify(manifestOf(files()), null, 2)).toBe(golden(`manifest.${mode}.json`))
  })

  test('asks for nothing wider than it needs', () => {
    const manifest = manifestOf(files())
    expect(manifest.permissions).toEqual([
      'identity',
      'storage',
      'alarms',
      'activeTab',
      'idle',
      'contextMenus',
      'notifications',
      'sidePanel',
    ])
    expect(manifest.externally_connectable).toEqual({ ids: [] })
    for (const member of [
      'host_permissions',
      'optional_permissions',
      'optional_host_permissions',
      'content_scripts',
      'web_accessible_resources',
      'sandbox',
      'update_url',
    ])
      expect(manifest, member).not.toHaveProperty(member)
  })
})

const STRICT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  'connect-src https:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

describe('the content security policy', () => {
  test('of production allows the own files and https alone', () => {
    expect(manifestOf(production).content_security_policy).toEqual({ extension_pages: STRICT_POLICY })
  })

  test('of demo builds adds loopback and nothing else', () => {
    const loopback = 'connect-src https: http://127.0.0.1:* http://localhost:*'
    expect(manifestOf(demo).content_security_policy).toEqual({
      extension_pages: STRICT_POLICY.replace('connect-src https:', loopback),
    })
  })
})

describe('the files of a production build', () => {
  test('name no address on loopback and no preset connection', () => {
    const preset = /\/\/(?:127\.|localhost|\[::1\])|4710|4711|exampleco/gi
    expect(occurrences(production, preset)).toEqual([])
    expect(occurrences(demo, preset)).not.toEqual([])
  })

  test('have no key, so that the shop gives them an identity', () => {
    expect(manifestOf(production)).not.toHaveProperty('key')
  })

  test('make no code from text', () => {
    expect(
      occurrences(scripts(), /\beval\s*\(|\bnew Function\b|\bFunction\s*\(\s*["'`]|\bimportScripts\b/g),
    ).toEqual([])
  })

  test('have no HTML sink of their own', () => {
    expect(
      occurrences(
        scripts(),
        /\b(?:outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|srcdoc)\b/g,
      ),
    ).toEqual([])
    // Preact carries its own two for `dangerouslySetInnerHTML`, which no source file may use; Trusted Types stop them.
    expect(occurrences(scripts(), /\.innerHTML\b/g).length).toBeLessThanOrEqual(preactSinks())
  })

  test('load nothing from elsewhere', () => {
    const pages = production.filter(({ path }) => path.endsWith('.html'))
    expect(pages.map(({ path }) => path).sort()).toEqual([
      'options.html',
      'page.html',
      'popup.html',
      'sidepanel.html',
    ])
    expect(occurrences(pages, /(?:src|href)="(?!\/)[^"]*"|\son[a-z]+="|<script(?![^>]*\ssrc=)/g)).toEqual([])
    expect(occurrences(scripts(), /\bimport\s*\(\s*["'`]?https?:|\.src\s*=\s*["'`]https?:/g)).toEqual([])
  })
})

describe('the popup', () => {
  test('waits for one script, which waits for nothing', () => {
    const page = production.find(({ path }) => path === 'popup.html')?.text ?? ''
    expect(page.match(/<script[^>]*>|<link rel="modulepreload"[^>]*>/g)).toEqual([
      expect.stringMatching(/^<script async type="module" crossorigin src="\/chunks\/popup-[^"]+\.js">$/),
    ])
  })
})

describe('sizes', () => {
  test(`the popup's scripts have at most ${MAX_POPUP_BYTES / KILOBYTE} kB (gzip)`, () => {
    expect(gzipBytesOf(scriptsOfPage(production, 'popup.html'))).toBeLessThanOrEqual(MAX_POPUP_BYTES)
  })

  test(`the whole package has at most ${MAX_PACKAGE_BYTES / KILOBYTE} kB (gzip)`, () => {
    expect(gzipBytesOf(production)).toBeLessThanOrEqual(MAX_PACKAGE_BYTES)
  })
})

function scripts(): readonly PackageFile[] {
  return production.filter(({ path }) => path.endsWith('.js'))
}

function occurrences(files: readonly PackageFile[], pattern: RegExp): readonly string[] {
  return files.flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([match]) => `${path}: ${match}`))
}

function preactSinks(): number {
  const preact = readFileSync(join(ROOT, 'node_modules', 'preact', 'dist', 'preact.mjs'), 'utf8')
  return [...preact.matchAll(/\.innerHTML\b/g)].length
}

import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'
import { gzipSync } from 'node:zlib'

export interface PackageFile {
  /** From the package's root, with slashes. */
  readonly path: string
  readonly text: string
  readonly gzipBytes: number
}

/** Every file of a built extension. */
export function readPackage(folder: string): readonly PackageFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name))
    .map((file) => {
      const content = readFileSync(file)
      return {
        path: relative(folder, file).split(sep).join('/'),
        text: content.toString('utf8'),
        gzipBytes: gzipSync(content, { level: 9 }).length,
      }
    })
}

/** Every script that a page loads before it can be used: its own, and what those import statically. */
export function scriptsOfPage(files: readonly PackageFile[], page: string): readonly PackageFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const reached = new Set<PackageFile>()
  const reach = (path: string): void => {
    const file = byPath.get(path)
    if (!file) throw new Error(`${page} loads ${path}, which is not in the package`)
    if (reached.has(file)) return
    reached.add(file)
    for (const specifier of staticImports(file.text)) reach(posix.join(posix.dirname(path), specifier))
  }
  const html = byPath.get(page)?.text ?? ''
  for (const [, source = ''] of html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g))
    reach(posix.relative('/', posix.join('/', source)))
  return [...reached]
}

/** Of built code, where `import"./a.js"` and `import{a as b}from"./a.js"` are the only forms. */
function staticImports(code: string): readonly string[] {
  const statements = code.matchAll(/(?:\bimport|\bfrom)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)
  return [...statements].map((match) => match[1] ?? '')
}

export function gzipBytesOf(files: readonly PackageFile[]): number {
  return files.reduce((sum, file) => sum + file.gzipBytes, 0)
}

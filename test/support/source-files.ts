import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { ROOT } from '../../src/demo/paths.ts'

export interface SourceFile {
  /** From the project's root, with slashes: `src/domain/duration.ts`. */
  readonly path: string
  readonly text: string
  /** The text without its comments. */
  readonly code: string
  readonly imports: readonly Import[]
}

export interface Import {
  /** As written: `./duration.ts`, `zod/mini`. */
  readonly specifier: string
  /** The file meant by a relative specifier, from the project's root; null for a package. */
  readonly target: string | null
  /** An `import type` leaves nothing in the running program. */
  readonly typeOnly: boolean
}

/** All TypeScript below these folders of the project. */
export function readSources(...folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((item) => item.isFile() && /\.tsx?$/.test(item.name))
      .map((item) => readSource(relative(ROOT, join(item.parentPath, item.name)).split(sep).join('/'))),
  )
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8')
  const code = withoutComments(text)
  return { path, text, code, imports: importsOf(path, code) }
}

/** Strings and templates are stepped over whole, so that `//` inside an address is no comment. */
export function withoutComments(text: string): string {
  return text.replace(
    /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (match) => (match.startsWith('//') || match.startsWith('/*') ? '' : match),
  )
}

// Biome holds statements at the line's beginning and quotes single, which is all that this grammar relies on.
const STATEMENTS = [
  /^import\s+(type\s+)?(?:[\w*{][^'"]*?\s+from\s+)?'([^'\n]+)'/gm,
  /^export\s+(type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s+from\s+'([^'\n]+)'/gm,
  /\bimport\(\s*(type\s+)?'([^']+)'/g,
]

function importsOf(path: string, code: string): readonly Import[] {
  return STATEMENTS.flatMap((statement) =>
    [...code.matchAll(statement)].map((match) => resolved(path, match[2] ?? '', match[1] !== undefined)),
  )
}

function resolved(path: string, specifier: string, typeOnly: boolean): Import {
  const target = specifier.startsWith('.') ? posix.join(dirname(path), specifier) : null
  return { specifier, target, typeOnly }
}

/** Each circle of imports once, as the paths along it. */
export function findCycles(files: readonly SourceFile[]): readonly string[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
    if (trail.includes(path) || done.has(path)) return
    for (const { target } of byPath.get(path)?.imports ?? []) {
      if (target !== null && byPath.has(target)) visit(target, [...trail, path])
    }
    done.add(path)
  }
  for (const file of files) visit(file.path, [])
  return cycles
}

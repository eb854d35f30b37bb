import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../../src/demo/paths.ts'
import type { Edit } from './break.ts'

const PARTS = [
  'entrypoints',
  'package.json',
  'playwright.config.ts',
  'public',
  'src',
  'test',
  'tsconfig.json',
  'vitest.config.ts',
  'wxt.config.ts',
]
const PACKAGES = 'node_modules'

/** A copy of the project that can be broken. */
export interface Checkout {
  readonly folder: string
  /** Makes the edits, lets `work` see them and takes them back. */
  broken<Value>(edits: readonly Edit[], work: () => Promise<Value>): Promise<Value>
  remove(): Promise<void>
}

/** Packages that an edit changes are copied; all others are links, which nothing may be written through. */
export async function copyCheckout(edited: readonly Edit[]): Promise<Checkout> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'timejot-breaks-')))
  const copied = new Set(edited.filter(({ file }) => file.startsWith(`${PACKAGES}/`)).map(packageOf))
  for (const part of PARTS) await cp(join(ROOT, part), join(folder, part), { recursive: true })
  await mkdir(join(folder, PACKAGES))
  for (const name of await readdir(join(ROOT, PACKAGES))) {
    const [from, to] = [join(ROOT, PACKAGES, name), join(folder, PACKAGES, name)]
    if (copied.has(name)) await cp(from, to, { recursive: true })
    else if (!name.startsWith('.')) await symlink(await realpath(from), to, 'junction')
  }
  return {
    folder,
    async broken(edits, work) {
      const originals = new Map<string, string>()
      try {
        for (const { file, find, replace } of edits) {
          const path = join(folder, file)
          const text = await readFile(path, 'utf8')
          if (!originals.has(path)) originals.set(path, text)
          // A function, as `$` in a text has a meaning of its own.
          await writeFile(
            path,
            text.replace(find, () => replace),
          )
        }
        return await work()
      } finally {
        for (const [path, text] of originals) await writeFile(path, text)
      }
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

function packageOf({ file }: Edit): string {
  return file.split('/')[1] ?? ''
}

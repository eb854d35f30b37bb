import { join } from 'node:path'
import { build } from 'vite'
import { ROOT } from '../../src/demo/paths.ts'

/**
 * Builds the floor that Timejot is measured against: a popup in which Preact shows one field and one button, and a
 * worker that answers one message. Returns its folder.
 */
export async function buildBareExtension(): Promise<string> {
  const root = join(import.meta.dirname, 'bare')
  const folder = join(ROOT, '.output', 'bench', 'bare')
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    mode: 'production',
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome144',
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: { popup: join(root, 'popup.html'), worker: join(root, 'worker.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  return folder
}

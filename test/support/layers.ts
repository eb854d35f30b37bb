import type { Import, SourceFile } from './source-files.ts'

interface Layer {
  /** Other layers it may import. */
  readonly layers: readonly string[]
  /** Layers of which it may import the types alone. */
  readonly typesOf?: readonly string[]
  /** Single files of other layers. */
  readonly files?: readonly string[]
  /** Packages: the name itself and everything below it. */
  readonly packages: readonly string[]
}

/** The table of ARCHITECTURE: what each folder may import besides itself. */
export const LAYERS: Readonly<Record<string, Layer>> = {
  domain: { layers: [], packages: [] },
  contract: { layers: ['domain'], packages: ['zod'] },
  // `public` is no layer: the texts in it say which message keys exist.
  platform: { layers: ['contract', 'domain'], typesOf: ['public'], packages: ['webextension-polyfill'] },
  background: { layers: ['platform', 'contract', 'domain'], packages: ['oauth4webapi', 'idb'] },
  ui: {
    layers: ['domain'],
    typesOf: ['contract'],
    files: ['send-command', 'snapshot-store', 'draft-store', 'texts'].map((end) => `src/platform/${end}.ts`),
    packages: ['preact', '@preact/signals', 'lucide-preact'],
  },
  server: {
    layers: ['contract', 'domain'],
    packages: [
      'node:',
      'hono',
      '@hono/node-server',
      'jose',
      'drizzle-orm',
      '@electric-sql/pglite',
      'pg',
      'oidc-provider',
      'zod',
    ],
  },
  demo: { layers: ['server', 'contract', 'domain'], packages: ['node:', '@playwright/test'] },
  entrypoints: {
    layers: ['ui', 'background', 'platform', 'contract', 'domain'],
    packages: ['preact', 'wxt'],
  },
}

/** `src/ui/popup/today.tsx` → `ui`, `entrypoints/popup/main.tsx` → `entrypoints`. */
export function layerOf(path: string): string {
  const [first = '', second = ''] = path.split('/')
  return first === 'src' ? second : first
}

/** Each import that the table does not allow, in words. Test files may import what they like. */
export function forbiddenImports(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path }) => !path.endsWith('.test.ts'))
    .flatMap((file) =>
      file.imports
        .filter((found) => !isAllowed(file, found))
        .map(({ specifier, typeOnly }) => `${file.path} imports ${typeOnly ? 'type ' : ''}${specifier}`),
    )
}

function isAllowed(file: SourceFile, found: Import): boolean {
  const own = layerOf(file.path)
  const layer = LAYERS[own]
  if (!layer) return false
  const { target, specifier } = found
  if (target === null) return layer.packages.some((name) => isOfPackage(specifier, name))
  if (target.endsWith('.test.ts')) return false
  const other = layerOf(target)
  return (
    other === own ||
    layer.layers.includes(other) ||
    (layer.files ?? []).includes(target) ||
    (found.typeOnly && (layer.typesOf ?? []).includes(other))
  )
}

function isOfPackage(specifier: string, name: string): boolean {
  if (name.endsWith(':')) return specifier.startsWith(name)
  return specifier === name || specifier.startsWith(`${name}/`)
}

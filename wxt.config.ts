import type { Plugin } from 'vite'
import { defineConfig } from 'wxt'

/** Pins the id of demo builds to gmlmadecpaogpplfacfbmooagfcjcikc, which the bundled identity provider knows. */
const DEMO_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA+15VPoZchsT4hAaQG5nn26mn+E+9XAtP1rxbCoQWgKB+XupNi4p18I7eTkZPM8v8DMGbplFcFCDyvcUu6n8Yf5wqQVK8iVDXTTOyR+IGHI98UolyjZpcn0eGc1IuLOooO3b5DIfhTopBtDSSQT/o9mpjApltRz5uiBzyUV8j5T0IC0xdQK2GM+5DP7xrf+MsGuRg8oj5BQfNLej6RcWuddNLRR8dhgjVgvZ/mazEuKaIua9XmwMrbNDQ9vBaL0JFF0EfrzzFDW5fFmvbcAsEHYJk3LgUFs/ak9fWeZIzGy3nAYK5y17e7VL24u2Faeku/zqZZhsRHcL+5pf6flX8qQIDAQAB'

/** http on loopback is for demonstration and tests; a production build knows https alone. */
const LOOPBACK = 'http://127.0.0.1:* http://localhost:*'

/**
 * Modes: `production` (no preset connection, https only) and `demo` (preset connection, loopback allowed;
 * used by `npm start` and the tests). `TIMEJOT_OUT` puts a build into a folder of its own,
 * `TIMEJOT_DEFAULTS` is the preset connection of a demo build, as JSON.
 */
export default defineConfig({
  imports: false,
  manifestVersion: 3,
  outDir: process.env.TIMEJOT_OUT ?? '.output',
  manifest: ({ mode, browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    minimum_chrome_version: '144',
    ...(mode === 'demo' && { key: DEMO_KEY }),
    permissions: ['identity', 'storage', 'alarms', 'activeTab', 'idle', 'contextMenus', 'notifications'],
    action: { default_title: '__MSG_extensionName__' },
    omnibox: { keyword: 'tj' },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+J' } },
      'toggle-timer': {
        suggested_key: { default: 'Alt+Shift+S' },
        description: '__MSG_commandToggleTimer__',
      },
    },
    storage: { managed_schema: 'managed-schema.json' },
    ...(browser === 'chrome' && { externally_connectable: { ids: [] } }),
    content_security_policy: { extension_pages: contentSecurityPolicy(mode === 'demo') },
    ...(browser === 'firefox' && {
      browser_specific_settings: { gecko: { id: 'timejot@timejot.example', strict_min_version: '139.0' } },
    }),
  }),
  vite: ({ mode }) => ({
    plugins: [quickPopup, plainLetters],
    define: {
      __TIMEJOT_DEFAULTS__: mode === 'demo' ? (process.env.TIMEJOT_DEFAULTS ?? '{}') : '{}',
      __TIMEJOT_LOOPBACK__: String(mode === 'demo'),
    },
    // Otherwise a demo build carries the development JSX, with the paths of this machine.
    esbuild: { jsxDev: false },
    build: {
      target: ['chrome144', 'firefox139'],
      minify: 'terser',
      // V8 reads a function in parentheses once, and one that it does not expect to be called at once twice: the
      // worker is one such function, and a quarter of its start. A second pass saves what keeps the package in its size.
      terserOptions: { compress: { passes: 2 }, format: { wrap_iife: true } },
      modulePreload: { polyfill: false },
    },
  }),
})

/**
 * The popup's first frame waits for each file that it needs, about two milliseconds apiece: all that the popup imports
 * at once is one file, from which the settings page takes what both have. It is run as soon as it has come, not after
 * the style sheet: until that has come it reads the storage.
 */
const quickPopup: Plugin = {
  name: 'timejot:quick-popup',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { path }) =>
      path.endsWith('/popup/index.html')
        ? html.replace('<script type="module"', '<script async type="module"')
        : html,
  },
  outputOptions(options) {
    if (options.format !== 'es' || options.inlineDynamicImports) return null
    return {
      ...options,
      manualChunks: (id, { getModuleInfo }) => {
        const seen = new Set<string>()
        const isOfPopup = (module: string): boolean => {
          if (seen.has(module)) return false
          seen.add(module)
          if (module.includes('/entrypoints/popup/')) return true
          return getModuleInfo(module)?.importers.some(isOfPopup) ?? false
        }
        return isOfPopup(id) ? 'popup' : undefined
      },
    }
  },
}

/** A script with a single letter beyond Latin-1 is held and read as two bytes per letter, which each wake-up pays for. */
const plainLetters: Plugin = {
  name: 'timejot:plain-letters',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue
      file.code = file.code.replace(/[^\0-\x7f]/gu, (letter) => {
        const code = letter.codePointAt(0) ?? 0
        return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`
      })
    }
  },
}

function contentSecurityPolicy(loopback: boolean): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // `data:` for the profile picture alone, which the background worker has drawn itself: an <img> runs no script.
    "img-src 'self' data:",
    `connect-src https:${loopback ? ` ${LOOPBACK}` : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

import { defineConfig } from 'vitest/config'

export default defineConfig({
  define: { __TIMEJOT_DEFAULTS__: '{}', __TIMEJOT_LOOPBACK__: 'true' },
  test: {
    include: [
      'src/**/*.test.ts',
      'test/*.test.ts',
      'test/contract/**/*.test.ts',
      'test/security/**/*.test.ts',
      'test/simulation/**/*.test.ts',
    ],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})

import { defineConfig } from 'vitest/config'

// One root configuration: workspaces' tests sit beside their code in test/ folders.
export default defineConfig({
  test: {
    include: ['{core,rules,supabase,studio}/test/**/*.test.ts', 'plugins/*/test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
})

import { defineConfig } from 'vitest/config'

// One root configuration: workspaces' tests sit beside their code in test/ folders.
export default defineConfig({
  test: {
    include: ['{core,rules,supabase,studio}/test/**/*.test.ts', 'plugins/*/test/**/*.test.ts'],
    // Waits end when what they wait for is there; their limits are for a busy machine, four times slower than ours.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
  },
})

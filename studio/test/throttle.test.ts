import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { atMostEvery } from '../src/console/live/throttle.ts'
import { uuid } from '../src/lib/uuid.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the first call runs at once, a flood of others becomes one at the end', () => {
  const run = vi.fn()
  const call = atMostEvery(1000, run)
  for (let i = 0; i < 50; i += 1) call()
  expect(run).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1000)
  expect(run).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(5000)
  expect(run).toHaveBeenCalledTimes(2)
  call()
  expect(run).toHaveBeenCalledTimes(3)
})

test('a uuid is a version 4 one, and never the same twice', () => {
  const made = Array.from({ length: 500 }, uuid)
  expect(new Set(made).size).toBe(500)
  for (const one of made) expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

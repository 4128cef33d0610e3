/** Milliseconds of processor this thread has used: a limit on it holds on a busy machine too. */
export function cpuTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

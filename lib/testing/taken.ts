/** Milliseconds of one core, as anything else that runs on the machine must not count. */
export type Milliseconds = number;

export function taken(work: () => unknown): Milliseconds {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

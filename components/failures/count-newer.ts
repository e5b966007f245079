/** How many failures there were under a question, when it was last asked. */
export type CountedFailures = { question: string; count: number };

/** How many came since the list was read: none where the list has caught up, or asks something else by now. */
export function countNewer(counted: CountedFailures | null, listed: CountedFailures): number {
  if (counted === null || counted.question !== listed.question) return 0;
  return Math.max(0, counted.count - listed.count);
}

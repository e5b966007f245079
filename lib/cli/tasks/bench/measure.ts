import type { RunningDemo } from "./running-demo.ts";

export type Measure = {
  name: string;
  what: string;
  unit: string;
  budget: number;
  take(demo: RunningDemo): Promise<number>;
};

export type Result = { name: string; value: number; unit: string; budget: number; within: boolean };

export function toResult({ name, unit, budget }: Measure, measured: number): Result {
  const value = Number(measured.toPrecision(3));
  return { name, value, unit, budget, within: value <= budget };
}

/** The value that 95 of 100 do not exceed. */
export function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)]!;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

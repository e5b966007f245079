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

/** Every figure is taken by itself: one that fails hides none of the others, which took minutes. */
export async function takeEach(
  measures: readonly Measure[],
  demo: RunningDemo,
  progress: (line: string) => void,
): Promise<{ results: Result[]; failures: string[] }> {
  const results: Result[] = [];
  const failures: string[] = [];
  for (const measure of measures) {
    progress(`${measure.name} …`);
    try {
      results.push(toResult(measure, await measure.take(demo)));
    } catch (error) {
      failures.push(`${measure.name} was not measured: ${error instanceof Error ? error.message : error}`);
    }
  }
  return { results, failures };
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

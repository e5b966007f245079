import { describe, expect, test } from "vitest";
import { fakeClock } from "../testing/fake-clock.ts";
import { published, unpublished } from "./operation.ts";
import { createPacer } from "./pacer.ts";

const quota = published(10, 10);

async function pass(calls: number, acquire: () => Promise<unknown>): Promise<void> {
  for (let call = 0; call < calls; call++) await acquire();
}

describe("a pacer", () => {
  test("lets the share of the bucket go at once, and then the share of the rate", async () => {
    const clock = fakeClock();
    const pacer = createPacer({ share: 0.5, clock });
    await pass(5, () => pacer.acquire("a", quota));
    expect(clock.now()).toBe(0);
    await pass(10, () => pacer.acquire("a", quota));
    expect(clock.now()).toBeCloseTo(2000, -1);
  });

  test("paces each API by itself", async () => {
    const clock = fakeClock();
    const pacer = createPacer({ share: 0.5, clock });
    await pass(5, () => pacer.acquire("a", quota));
    await pass(5, () => pacer.acquire("b", quota));
    expect(clock.now()).toBe(0);
  });

  test("lets calls go in the order in which they asked", async () => {
    const pacer = createPacer({ share: 0.1, clock: fakeClock() });
    const order: number[] = [];
    await Promise.all([1, 2, 3].map((n) => pacer.acquire("a", quota).then(() => order.push(n))));
    expect(order).toEqual([1, 2, 3]);
  });

  test("halves its rate when AWS throttles, and has it back in half a minute", async () => {
    const clock = fakeClock();
    const pacer = createPacer({ share: 1, clock });
    (await pacer.acquire("a", quota)).isSlowedBy();
    await pacer.acquire("a", quota);
    expect(clock.now()).toBeGreaterThan(190);
    clock.advance(31_000);
    await pass(10, () => pacer.acquire("a", quota));
    const start = clock.now();
    await pass(10, () => pacer.acquire("a", quota));
    expect(clock.now() - start).toBeLessThan(1100);
  });

  test("halves once for all calls that were under way together", async () => {
    const clock = fakeClock();
    const pacer = createPacer({ share: 1, clock });
    const permits = [];
    for (let call = 0; call < 8; call++) permits.push(await pacer.acquire("a", quota));
    clock.advance(100);
    for (const permit of permits) permit.isSlowedBy();
    const start = clock.now();
    await pacer.acquire("a", quota);
    expect(clock.now() - start).toBeLessThan(250);
  });

  test("goes beyond a rate that nobody published, as long as AWS does not object", async () => {
    const clock = fakeClock();
    const pacer = createPacer({ share: 1, clock });
    await pass(6000, () => pacer.acquire("a", unpublished(10, 10)));
    expect(clock.now() / 1000).toBeLessThan(400);
  });

  test("never goes beyond a rate that AWS documents", async () => {
    const clock = fakeClock();
    const pacer = createPacer({ share: 1, clock });
    await pass(6010, () => pacer.acquire("a", quota));
    expect(clock.now() / 1000).toBeGreaterThan(599);
  });

  test("lets the others pass when one who waits gives up", async () => {
    const pacer = createPacer({ share: 1, clock: fakeClock() });
    const gone = pacer.acquire("a", quota, AbortSignal.abort(new Error("enough")));
    await expect(gone).rejects.toThrow("enough");
    await expect(pacer.acquire("a", quota)).resolves.toBeDefined();
  });
});

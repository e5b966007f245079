import { sql } from "kysely";
import { expect, test } from "vitest";
import { describePostgres } from "../../testing/describe-stores.ts";
import type { StoreLocation } from "../store.ts";
import { openPostgres } from "./postgres.ts";

const scope = "123456789012:eu-west-1";

/** Breaks the connection that holds the locks and hears the notifications of this schema's stores. */
async function breakSessions(location: StoreLocation): Promise<void> {
  if ("folder" in location) return;
  const engine = openPostgres(location);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()
    and (query like 'listen%' or query like '%pg_try_advisory_lock%')`.execute(engine.db);
  await engine.close();
}

describePostgres(({ open, place }) => {
  test("two processes never sync one scope at once", async () => {
    const location = place();
    const [store, other] = [await open(location), await open(location)];
    await store.withScopeLock(scope, async () => {
      expect(await other.withScopeLock(scope, async () => "twice")).toBeUndefined();
      expect(await other.withScopeLock("123456789012:us-east-1", async () => "other")).toEqual({
        result: "other",
      });
    });
    expect(await other.withScopeLock(scope, async () => "after")).toEqual({ result: "after" });
  });

  test("two stores in one database do not lock each other out", async () => {
    const [store, other] = [await open(), await open()];
    await store.withScopeLock(scope, async () => {
      expect(await other.withScopeLock(scope, async () => "its own")).toEqual({ result: "its own" });
    });
  });

  test("more scopes may be locked than there are connections for queries", async () => {
    const store = await open();
    const ended = Promise.withResolvers<void>();
    const locks = Array.from({ length: 30 }, (_, index) =>
      store.withScopeLock(
        `${index}`.padStart(12, "0").concat(":eu-west-1") as typeof scope,
        () => ended.promise,
      ),
    );
    await store.saveDocuments(scope, "subnet", [{ id: "a", body: 1 }], 1);
    ended.resolve();
    expect(await Promise.all(locks)).not.toContain(undefined);
  });

  test("who loses the lock with its connection is told, and it can be taken again", async () => {
    const location = place();
    const store = await open(location);
    await store.withScopeLock(scope, async (lost) => {
      const told = new Promise((resolve) => lost.addEventListener("abort", resolve));
      await breakSessions(location);
      await told;
    });
    expect(await store.withScopeLock(scope, async () => "again")).toEqual({ result: "again" });
  });

  test("a listener hears again after its connection broke", async () => {
    const location = place();
    const store = await open(location);
    const heard = Promise.withResolvers<string>();
    const stop = await store.listen("syncs", heard.resolve);
    await breakSessions(location);
    let isHeard = false;
    void heard.promise.then(() => {
      isHeard = true;
    });
    while (!isHeard) await store.notify("syncs", "hello");
    expect(await heard.promise).toBe("hello");
    await stop();
  });
});

import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, test } from "vitest";
import { openStore, type Store, type StoreLocation } from "../store/store.ts";
import { findPostgres, startPostgres, type TestPostgres } from "./postgres.ts";

export type Stores = {
  /** An empty place, different at each call. */
  place(): StoreLocation;
  /** Opens the store there, or an empty one; it is closed after the test. */
  open(place?: StoreLocation): Promise<Store>;
};

/** Runs the same tests over a store on SQLite and on Postgres. Without a Postgres, it says loudly that it did not. */
export function describeStores(body: (stores: Stores) => void): void {
  describe("on SQLite", () => {
    const root = mkdtempSync(join(tmpdir(), "muster-store-"));
    const stores = openedStores(() => ({ folder: join(root, randomUUID()) }));
    afterAll(() => rmSync(root, { recursive: true, force: true }));
    body(stores);
  });
  describePostgres(body);
}

/** For what only several processes on one Postgres have. */
export function describePostgres(body: (stores: Stores) => void): void {
  const binaries = findPostgres();
  const given = process.env.MUSTER_TEST_POSTGRES;
  if (!binaries && !given) {
    if (process.env.MUSTER_REQUIRE_POSTGRES === "1") {
      test("a Postgres server is installed", () => {
        throw new Error("MUSTER_REQUIRE_POSTGRES=1, and neither initdb nor postgres was found.");
      });
    } else {
      console.warn(
        "NOT TESTED: the store on Postgres. No Postgres server is installed (apt-get install postgresql).",
      );
      describe.skip("on Postgres", () => body(openedStores(() => ({ databaseUrl: "" }))));
    }
    return;
  }
  describe("on Postgres", () => {
    let server: TestPostgres | undefined;
    beforeAll(async () => {
      if (!given) server = await startPostgres(binaries!);
    }, 60_000);
    afterAll(() => server?.stop());
    body(
      openedStores(() => ({
        databaseUrl: given ?? server!.url,
        schema: `t_${randomUUID().replaceAll("-", "")}`,
      })),
    );
  });
}

function openedStores(place: () => StoreLocation): Stores {
  const opened: Store[] = [];
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });
  return {
    place,
    async open(location = place()) {
      const store = await openStore(location);
      opened.push(store);
      return store;
    },
  };
}

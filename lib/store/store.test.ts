import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { describeStores } from "../testing/describe-stores.ts";
import { columnTypes } from "./columns.ts";
import { openPostgres } from "./engine/postgres.ts";
import { databaseFile, openSqlite } from "./engine/sqlite.ts";
import { explainSqlite } from "./engine/sqlite-errors.ts";
import type { TableName } from "./schema.ts";
import { openStore, type StoreLocation } from "./store.ts";

const scope = "123456789012:eu-west-1";
const root = mkdtempSync(join(tmpdir(), "muster-open-"));

afterAll(() => rmSync(root, { recursive: true }));

function openEngine(location: StoreLocation) {
  return "folder" in location ? openSqlite(location.folder) : openPostgres(location);
}

describeStores(({ open, place }) => {
  test("those that start together make the schema once", async () => {
    const location = place();
    const stores = await Promise.all([open(location), open(location), open(location)]);
    await stores[0]!.saveDocuments(scope, "subnet", [{ id: "a", body: 1 }], 1);
    expect((await stores[2]!.findDocument(scope, "subnet", "a"))?.body).toBe(1);
  });

  test("what was saved is there when the store is opened again", async () => {
    const location = place();
    const store = await openStore(location);
    await store.saveDocuments(scope, "subnet", [{ id: "a", body: 1 }], 1);
    await store.close();
    const again = await open(location);
    expect((await again.findDocument(scope, "subnet", "a"))?.body).toBe(1);
  });

  test("a store of a newer version is refused and left untouched", async () => {
    const location = place();
    await open(location);
    const engine = openEngine(location);
    await engine.db.updateTable("meta").set({ value: "999" }).where("name", "=", "schema-version").execute();
    await expect(openStore(location)).rejects.toMatchObject({ code: "store-newer" });
    await expect(openStore(location, { migrate: false })).rejects.toMatchObject({ code: "store-newer" });
    const { value } = await engine.db.selectFrom("meta").select("value").executeTakeFirstOrThrow();
    expect(value).toBe("999");
    await engine.close();
  });

  test("a reader that may not migrate is told when the store is not there yet", async () => {
    const location = place();
    await expect(openStore(location, { migrate: false })).rejects.toMatchObject({ code: "conflict" });
    await open(location);
    await (await openStore(location, { migrate: false })).close();
  });

  test("the tables have the columns that bulk writes and exports name", async () => {
    const location = place();
    await open(location);
    const engine = openEngine(location);
    for (const table of Object.keys(columnTypes) as TableName[]) {
      const columns = await columnsInDatabase(engine, table);
      const generated = table === "documents" ? ["key"] : [];
      expect(columns.sort(), table).toEqual([...generated, ...Object.keys(columnTypes[table])].sort());
    }
    await engine.close();
  });

  test("what fails in the middle of a write leaves nothing of it", async () => {
    const location = place();
    await open(location);
    const engine = openEngine(location);
    const failing = engine.write(async (trx) => {
      await engine.saveRows(trx, "pings", [{ scope, id: "i-1", last_ping_at: 1 }]);
      throw new Error("in the middle");
    });
    await expect(failing).rejects.toThrow("in the middle");
    expect(await engine.db.selectFrom("pings").selectAll().execute()).toEqual([]);
    await engine.close();
  });

  test("writers in several connections wait for each other", async () => {
    const location = place();
    const stores = await Promise.all([open(location), open(location)]);
    const saves = Array.from({ length: 20 }, (_, index) =>
      stores[index % 2]!.saveDocuments(scope, "subnet", [{ id: `subnet-${index}`, body: index }], 1),
    );
    await Promise.all(saves);
    const ids = [];
    for await (const batch of stores[0]!.loadDocuments(scope, ["subnet"]))
      ids.push(...batch.map(({ id }) => id));
    expect(new Set(ids).size).toBe(20);
    expect(ids).toHaveLength(20);
  });
});

async function columnsInDatabase(engine: ReturnType<typeof openEngine>, table: TableName): Promise<string[]> {
  const { rows } =
    engine.dialect === "sqlite"
      ? await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(engine.db)
      : await sql<{ name: string }>`select column_name as name from information_schema.columns
          where table_name = ${table} and table_schema = ${engine.schema}`.execute(engine.db);
  return rows.map(({ name }) => name);
}

describe("trouble is told in a sentence that says what to do", () => {
  const full = /disk is full.*Free some space/;

  test("a damaged file", async () => {
    const folder = join(root, "damaged");
    mkdirSync(folder);
    writeFileSync(
      join(folder, databaseFile),
      "not a database, but long enough to look like the header of one",
    );
    await expect(openStore({ folder })).rejects.toMatchObject({
      code: "store-full",
      message: expect.stringMatching(/is damaged.*import a backup/),
    });
  });

  test("a file where the folder should be", async () => {
    const folder = join(root, "file");
    writeFileSync(folder, "");
    await expect(openStore({ folder })).rejects.toMatchObject({
      message: expect.stringMatching(/a file stands/),
    });
  });

  test.runIf(process.platform === "linux").each(["/proc/muster", "/proc/muster/store", "/proc/self/muster"])(
    "a place that makes no folders (%s)",
    async (folder) => {
      await expect(openStore({ folder })).rejects.toMatchObject({
        code: "store-full",
        message: expect.stringMatching(/^The store in \/proc\/.* cannot be made: .*MUSTER_DATA/),
      });
    },
  );

  test("a full disk", () => {
    const database = new BetterSqlite3(":memory:");
    database.exec("pragma max_page_count = 2; create table t (a text)");
    const fill = () => database.exec(`insert into t values (zeroblob(100000))`);
    expect(fill).toThrow();
    try {
      fill();
    } catch (error) {
      expect(explainSqlite(error, "/data")).toMatchObject({
        code: "store-full",
        message: expect.stringMatching(full),
      });
    }
  });

  test("a bug stays a bug", () => {
    const error = new TypeError("undefined is not a function");
    expect(explainSqlite(error, "/data")).toBe(error);
  });

  test("a Postgres that does not answer, without its password", async () => {
    const location = { databaseUrl: "postgres://muster:secret@127.0.0.1:1/muster" };
    const opening = openStore(location);
    await expect(opening).rejects.toMatchObject({ code: "unreachable" });
    await expect(opening).rejects.toThrow("127.0.0.1:1/muster does not answer");
    await expect(opening).rejects.not.toThrow("secret");
  });
});

test("nobody else on the machine may read the store", async () => {
  const folder = join(root, "private");
  const store = await openStore({ folder });
  for (const name of ["", databaseFile, `${databaseFile}-wal`]) {
    expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0);
  }
  await store.close();
});

import BetterSqlite3 from "better-sqlite3";
import { Kysely, sql } from "kysely";
import { expect, test } from "vitest";
import { PatientSqliteDialect } from "./sqlite-dialect.ts";

test("where SQLite has gone back by itself, its own trouble is told and not that nothing is left to go back from", async () => {
  const db = new Kysely<Record<string, never>>({
    dialect: new PatientSqliteDialect({ database: new BetterSqlite3(":memory:") }),
  });
  await sql`create table kept (id integer primary key on conflict rollback)`.execute(db);
  const write = db.transaction().execute(async (trx) => {
    await sql`insert into kept values (1)`.execute(trx);
    await sql`insert into kept values (1)`.execute(trx);
  });
  await expect(write).rejects.toMatchObject({ code: "SQLITE_CONSTRAINT_PRIMARYKEY" });
  await db.transaction().execute((trx) => sql`insert into kept values (2)`.execute(trx));
  const { rows } = await sql`select id from kept`.execute(db);
  expect(rows).toEqual([{ id: 2 }]);
  await db.destroy();
});

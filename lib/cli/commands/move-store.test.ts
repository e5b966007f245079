import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { openStore } from "../../store/store.ts";

const root = mkdtempSync(join(tmpdir(), "muster-move-"));
afterAll(() => rmSync(root, { recursive: true }));

test("what one store exports, another one imports once", async () => {
  const [from, to, folder] = ["from", "to", "backup"].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  const store = await openStore({ folder: from });
  await store.saveScopes([
    { partition: "aws", account: "123456789012", region: "eu-west-1", accountName: "prod" },
  ]);
  await store.close();
  const muster = (data: string, ...args: string[]) =>
    promisify(execFile)(process.execPath, [resolve(import.meta.dirname, "../launch.mjs"), ...args], {
      env: { ...process.env, MUSTER_DATA: data, DATABASE_URL: "" },
    });
  expect((await muster(from, "export", folder)).stdout).toMatch(/rows exported/);
  expect((await muster(to, "import", folder)).stdout).toMatch(/rows imported/);
  await expect(muster(to, "import", folder)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("only be imported into an empty store"),
  });
});

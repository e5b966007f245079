import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadConfig } from "../config.ts";
import { openAlone } from "./open-alone.ts";

test("nothing is said of a fleet that nobody has read", async () => {
  const folder = mkdtempSync(join(tmpdir(), "muster-alone-"));
  const config = { ...loadConfig({ env: {} }), store: { folder } };
  await expect(openAlone(config, "1.2.3")).rejects.toThrow(
    `Nothing has been read into the store in ${folder} yet`,
  );
  // The folder is free again.
  await expect(openAlone(config, "1.2.3")).rejects.toThrow(
    `Nothing has been read into the store in ${folder} yet`,
  );
  rmSync(folder, { recursive: true });
});

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nextCommand, top } from "../places.ts";

const stampFile = join(top, ".next/muster-build");

/** Everything that goes into the build; tests and the demo's world do not. */
const sources = ["app/**/*", "components/**/*", "lib/**/*", "public/**/*", "*.{ts,js,mjs,json}"];
const isLeftOut = (file: string) =>
  /\.test\.tsx?$/.test(file) ||
  /^lib\/(demo|cli|testing)\//.test(file) ||
  file === "muster.config.json" ||
  file === "biome.json" ||
  file === "next-env.d.ts";

/** Builds the web application where its sources have changed since it was built last. Content counts, not times. */
export function buildIfStale(say: (words: string) => void): void {
  const wanted = stampOf();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) return;
  say("Building …");
  rmSync(stampFile, { force: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, [nextCommand, "build"], {
    cwd: top,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (status !== 0) throw new Error(`The build failed:\n\n${`${stdout}${stderr}`.trim()}`);
  writeFileSync(stampFile, wanted);
}

function stampOf(): string {
  const hash = createHash("sha256").update(process.version);
  const files = sources.flatMap((pattern) => globSync(pattern, { cwd: top, withFileTypes: true }));
  const names = files.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const name of [...new Set(names)].sort()) {
    const file = name.slice(top.length + 1).replaceAll("\\", "/");
    if (!isLeftOut(file)) hash.update(file).update(readFileSync(name));
  }
  return hash.digest("hex");
}

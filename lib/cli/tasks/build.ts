import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nextCommand, top } from "../places.ts";
import { inTurn } from "./in-turn.ts";

const stampFile = join(top, ".next/muster-build");
const lockFile = join(top, "node_modules/.muster-building");

/** Everything that goes into the build; tests and the demo's world do not. */
const sources = ["app/**/*", "components/**/*", "lib/**/*", "public/**/*", "*.{ts,js,mjs,json}"];
const isLeftOut = (file: string) =>
  /\.test\.tsx?$/.test(file) ||
  /^lib\/(demo|cli|testing)\//.test(file) ||
  file === "muster.config.json" ||
  file === "biome.json" ||
  file === "next-env.d.ts";

/** Builds the web application where its sources have changed since it was built last. Content counts, not times. */
export async function buildIfStale(say: (words: string) => void): Promise<void> {
  const wanted = stampOf();
  const isBuilt = () => existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted;
  await inTurn({ lockFile, isDone: isBuilt, say }, async () => {
    say("Building …");
    rmSync(stampFile, { force: true });
    const { code, output } = await build();
    if (code !== 0) throw new Error(`The build failed:\n\n${output.trim()}`);
    writeFileSync(stampFile, wanted);
  });
}

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Runs the build, which ends with this process: without a stamp it is made anew the next time. */
async function build(): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [nextCommand, "build"], {
    cwd: top,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stopWith = (code: number) => () => {
    child.kill("SIGKILL");
    process.exit(code);
  };
  const stops = Object.entries(signals).map(([signal, code]) => [signal, stopWith(code)] as const);
  const all = [...stops, ["disconnect", stopWith(1)] as const];
  for (const [event, stop] of all) process.on(event, stop);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  try {
    const [code] = (await once(child, "close")) as [number | null];
    return { code, output };
  } finally {
    for (const [event, stop] of all) process.off(event, stop);
  }
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

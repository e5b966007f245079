import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const top = resolve(import.meta.dirname, "..");

/** Which folder may import which (docs/architecture.md). A folder may always import itself. */
const allowed: Record<string, readonly string[]> = {
  model: [],
  config: ["model"],
  format: ["model"],
  routes: ["model"],
  api: ["model"],
  network: ["model"],
  iam: ["model"],
  diagnosis: ["model", "network", "iam"],
  fixes: ["model", "diagnosis", "aws", "format"],
  preflight: ["model", "diagnosis"],
  failures: ["model", "diagnosis", "aws"],
  aws: ["model", "config"],
  store: ["model", "config"],
  collect: ["model", "aws"],
  changes: ["collect", "failures", "model", "aws"],
  sync: ["changes", "collect", "failures", "fixes", "store", "diagnosis", "model", "config", "aws"],
  demo: [],
  fleet: [
    "api",
    "aws",
    "changes",
    "collect",
    "config",
    "diagnosis",
    "failures",
    "fixes",
    "format",
    "iam",
    "model",
    "network",
    "preflight",
    "routes",
    "store",
    "sync",
  ],
  components: ["format", "routes", "api"],
  app: ["components", "fleet", "api", "format", "routes", "model", "config"],
  cli: ["fleet", "api", "format", "routes", "model", "config", "demo", "testing"],
};

/** Words alone: a component may name what it draws, and never runs a rule. */
const typesOnly: Record<string, readonly string[]> = { components: ["model", "network", "diagnosis"] };

type Import = { from: string; file: string; isType: boolean };

function folderOf(path: string): string {
  const [first, second = ""] = relative(top, path).split("/");
  if (first === "lib") return second.replace(/\.ts$/, "");
  return first === "components" ? "components" : "app";
}

function importsOf(file: string): Import[] {
  const source = readFileSync(file, "utf8");
  const statements = source.matchAll(
    /(?:^|\n)\s*(import|export)\s+(type\s)?[^"';]*?from\s+"(\.[^"]+)"|import\(\s*"(\.[^"]+)"\s*\)/g,
  );
  return [...statements].map(([, , type, from, dynamic]) => ({
    file,
    from: resolve(dirname(file), from ?? dynamic!),
    isType: type !== undefined,
  }));
}

function sources(pattern: string): string[] {
  return globSync(pattern, { cwd: top })
    .filter((file) => !file.includes("node_modules"))
    .map((file) => join(top, file));
}

const files = ["lib/**/*.ts", "app/**/*.{ts,tsx}", "components/**/*.{ts,tsx}", "*.ts"].flatMap(sources);
const isTest = (file: string) => /\.test\.tsx?$/.test(file) || folderOf(file) === "testing";

test("the source is really read", () => {
  expect(files.flatMap(importsOf).length).toBeGreaterThan(1_000);
});

test("every folder imports only those below it", () => {
  const wrong = files
    .filter((file) => !isTest(file))
    .flatMap(importsOf)
    .filter(({ file, from, isType }) => {
      const [folder, target] = [folderOf(file), folderOf(from)];
      if (folder === target || from === join(top, "package.json")) return false;
      const may = [...(allowed[folder] ?? []), ...(isType ? (typesOnly[folder] ?? []) : [])];
      return !may.includes(target);
    });
  expect(wrong.map(({ file, from }) => `${relative(top, file)} → ${relative(top, from)}`)).toEqual([]);
});

test("the demo's world is imported by the command line and by tests alone", () => {
  const importers = files.flatMap(importsOf).filter(({ from }) => folderOf(from) === "demo");
  const others = importers.filter(({ file }) => !["demo", "cli"].includes(folderOf(file)) && !isTest(file));
  expect(others.map(({ file }) => relative(top, file))).toEqual([]);
});

test("every relative import in lib names its file, as Node runs it unbuilt", () => {
  const bare = files.filter((file) => file.startsWith(join(top, "lib"))).flatMap(importsOf);
  expect(
    bare.filter(({ from }) => !/\.(ts|json|mjs)$/.test(from)).map(({ file, from }) => `${file} → ${from}`),
  ).toEqual([]);
});

test("no folder is named for what has found no noun", () => {
  const names = files.flatMap((file) => relative(top, dirname(file)).split("/"));
  expect(names.filter((name) => ["utils", "helpers", "common", "shared", "types"].includes(name))).toEqual(
    [],
  );
});

import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openApiDocument } from "../../../lib/api/openapi.ts";
import { apiMethods } from "../../../lib/routes/api-methods.ts";

const here = import.meta.dirname;
const document = openApiDocument("1.2.3");

test("every path of the document has a route, and every route of the API stands in the document", () => {
  const paths = Object.keys(document.paths ?? {});
  for (const path of paths) {
    const folder = path.replace("/api/v1", "").replaceAll("{", "[").replaceAll("}", "]");
    expect(existsSync(join(here, folder, "route.ts")), path).toBe(true);
  }
  const routes = globSync("**/route.ts", { cwd: here })
    .map(
      (file) =>
        `/api/v1/${file
          .replace(/\/route\.ts$/, "")
          .replaceAll("[", "{")
          .replaceAll("]", "}")}`,
    )
    .filter((path) => !path.endsWith("openapi.json"));
  expect(routes.filter((route) => !paths.includes(route))).toEqual([]);
});

test("the parts that answers share are components", () => {
  expect(Object.keys(document.components?.schemas ?? {})).toEqual(
    expect.arrayContaining(["NodeSummary", "NodeDetail", "Facets", "Problem", "SyncOverview"]),
  );
});

test("every path and method of the document is known before its route is asked", () => {
  const described = Object.entries(document.paths ?? {}).map(([path, operations]) => [
    path,
    Object.keys(operations ?? {})
      .map((method) => method.toUpperCase())
      .join(" "),
  ]);
  const known = Object.entries(apiMethods).filter(
    ([path]) => path.startsWith("/api/") && !path.endsWith(".json"),
  );
  expect(Object.fromEntries(known)).toEqual(Object.fromEntries(described));
});

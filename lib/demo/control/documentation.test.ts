import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { routes } from "./routes.ts";

test("every path of the control stands in docs/demo-endpoint.md", () => {
  const page = readFileSync(resolve(import.meta.dirname, "../../../docs/demo-endpoint.md"), "utf8");
  for (const name of Object.keys(routes)) expect(page).toContain(`\`/_demo/${name}\``);
});

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as sdk from "@aws-sdk/client-ec2";
import { NormalizedSchema } from "@smithy/core/schema";
import { expect, test } from "vitest";
import { clientsOver } from "../../testing/call.ts";
import { idOf, smallWorld } from "../../testing/small-world.ts";
import type { Operation } from "../operation.ts";
import { ec2Operations } from "./index.ts";

const types = join(
  dirname(createRequire(import.meta.url).resolve("@aws-sdk/client-ec2/package.json")),
  "dist-types/models",
);
const declarations = readdirSync(types).map((file) => readFileSync(join(types, file), "utf8"));

/** The names in the list that precedes the member `Filters` in the SDK's own documentation; deeper lists are of values. */
function documentedFilters({ schema }: Operation): string[] {
  const opening = `export interface ${NormalizedSchema.of(schema[4]).getName()} {`;
  const file = declarations.find((text) => text.includes(opening)) ?? "";
  const declaration = file.slice(file.indexOf(opening)).split("\n}\n")[0] ?? "";
  const [before = "", hasFilters] = declaration.split(/ {4}Filters?\?:/);
  if (hasFilters === undefined) return [];
  const documentation = before.slice(before.lastIndexOf("/**"));
  const items = [...documentation.matchAll(/^( *\* +)<code>([a-z0-9.-]+)<\/code> - /gm)].filter(
    // What is meant is `tag:KEY`, which no table lists.
    ([, , name]) => name !== "tag",
  );
  const depth = Math.min(...items.map(([, indentation = ""]) => indentation.length));
  return items.flatMap(([, indentation, name = ""]) => (indentation?.length === depth ? name : []));
}

const documented = ec2Operations
  .map((operation) => [operation.name, documentedFilters(operation)] as const)
  .filter(([, names]) => names.length > 0);

type Send = (command: unknown) => Promise<unknown>;
type CommandClass = new (input: object) => unknown;

test("the documentation is found", () => {
  expect(documented.length).toBeGreaterThan(20);
});

test.each(documented)("%s knows each of its filters", async (name, filters) => {
  const { ec2 } = clientsOver(smallWorld());
  const Command = (sdk as unknown as Record<string, CommandClass>)[`${name}Command`] as CommandClass;
  const member = name === "DescribeNatGateways" ? "Filter" : "Filters";
  const refused: string[] = [];
  for (const Name of filters) {
    const input = { PrefixListId: idOf("pl", 1), [member]: [{ Name, Values: ["nothing"] }] };
    await (ec2.send as Send)(new Command(input)).catch((error: Error) => refused.push(error.message));
  }
  expect(refused).toEqual([]);
});

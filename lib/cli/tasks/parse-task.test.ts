import { expect, test } from "vitest";
import { parseTask } from "./parse-task.ts";

const options = { nodes: { type: "string", default: "1200" }, fresh: { type: "boolean" } } as const;
const parse = (args: string[], env: Record<string, string> = {}) =>
  parseTask({ name: "npm run demo", args, env: { NODE_ENV: "test", ...env } }, options, "HELP");

test("options behind the -- of npm are taken", () => {
  expect(parse(["--nodes", "300", "--fresh"])).toMatchObject({ nodes: "300", fresh: true });
});

test.each<[what: string, args: string[], env: Record<string, string>, words: RegExp]>([
  ["npm run demo --fresh", [], { npm_config_fresh: "true" }, /npm took --fresh .*`npm run demo -- --fresh`/],
  [
    "npm run demo --nodes 300",
    ["300"],
    { npm_config_nodes: "true" },
    /npm took --nodes .*`npm run demo -- --nodes`/,
  ],
  ["npm run demo 300", ["300"], {}, /"300" means nothing here\. Options stand behind a --/],
  ["npm run demo -- --nods 300", ["--nods", "300"], {}, /There is no option --nods here/],
])("%s is refused, with how it is written", (_, args, env, words) => {
  expect(() => parse(args, env)).toThrow(words);
});

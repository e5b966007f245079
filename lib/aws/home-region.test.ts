import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { homeRegion } from "./home-region.ts";

let folder: string;
let files: Record<string, string>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-region-"));
  files = {
    AWS_CONFIG_FILE: join(folder, "config"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
  };
  writeFileSync(
    join(folder, "config"),
    [
      "[default]\nregion = eu-north-1",
      "[profile work]\nregion = ap-south-1",
      "[profile bare]\noutput = json",
    ].join("\n"),
  );
  writeFileSync(join(folder, "credentials"), "[old]\nregion = sa-east-1\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each<[what: string, env: Record<string, string>, region: string | undefined]>([
  ["AWS_REGION, over the profile's", { AWS_REGION: "eu-west-1", AWS_PROFILE: "work" }, "eu-west-1"],
  [
    "AWS_REGION, over the AWS CLI's own",
    { AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "eu-west-2" },
    "eu-west-1",
  ],
  [
    "the AWS CLI's own, over the profile's",
    { AWS_DEFAULT_REGION: "eu-west-2", AWS_PROFILE: "work" },
    "eu-west-2",
  ],
  ["the profile's", { AWS_PROFILE: "work" }, "ap-south-1"],
  ["the profile's, where AWS_REGION is empty", { AWS_REGION: "", AWS_PROFILE: "work" }, "ap-south-1"],
  ["the profile's, out of the credentials file", { AWS_PROFILE: "old" }, "sa-east-1"],
  ["the default profile's", {}, "eu-north-1"],
  ["none, where the profile names none", { AWS_PROFILE: "bare" }, undefined],
  ["none, where there is no such profile", { AWS_PROFILE: "nobody" }, undefined],
  ["none, where the file cannot be read", { AWS_CONFIG_FILE: tmpdir() }, undefined],
])("the home Region is %s", async (_, env, region) => {
  expect(await homeRegion({ ...files, ...env })).toBe(region);
});

test("a profile that is edited while Muster runs counts from then on", async () => {
  const config = join(folder, "edited");
  writeFileSync(config, "[default]\nregion = eu-west-1");
  expect(await homeRegion({ ...files, AWS_CONFIG_FILE: config })).toBe("eu-west-1");
  writeFileSync(config, "[default]\nregion = eu-west-3");
  expect(await homeRegion({ ...files, AWS_CONFIG_FILE: config })).toBe("eu-west-3");
});

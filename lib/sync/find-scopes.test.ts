import { devNull } from "node:os";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ReadError } from "../aws/errors.ts";
import type { AwsReader } from "../aws/reader.ts";
import type { Config } from "../config.ts";
import type { Scope } from "../model/scope.ts";
import { findScopes, homeRegionOf, partitionOf } from "./find-scopes.ts";

type Answer = (operation: string, scope: Scope) => unknown;

const answers: Answer = (operation) =>
  operation === "sts:GetCallerIdentity"
    ? { Account: "123456789012", Arn: "arn:aws-cn:sts::123456789012:assumed-role/x/y" }
    : { Regions: [{ RegionName: "eu-west-1" }, { RegionName: "eu-central-1" }] };

function find(config: Partial<Pick<Config, "accounts" | "regions">>, answer: Answer = answers) {
  const reader = (scope: Scope) =>
    ({ scope, call: async (operation: string) => answer(operation, scope) }) as unknown as AwsReader;
  return findScopes({
    config: { accounts: [], regions: "enabled", ...config },
    reader,
    homeRegion: "eu-west-1",
  });
}

const refuse =
  (reason: ConstructorParameters<typeof ReadError>[0]["reason"]): Answer =>
  (operation) => {
    throw new ReadError({ reason, operation, message: "AWS said so." });
  };

test("without accounts the caller's own is read, in all Regions that it has enabled", async () => {
  expect((await find({})).scopes).toEqual([
    { partition: "aws-cn", account: "123456789012", region: "eu-central-1", accountName: null },
    { partition: "aws-cn", account: "123456789012", region: "eu-west-1", accountName: null },
  ]);
});

test("named Regions are not asked for, and an account's own go over those of all", async () => {
  const accounts: Config["accounts"] = [
    { id: "111111111111", name: "prod", roleArn: "arn:aws:iam::111111111111:role/r", regions: ["us-east-1"] },
    { id: "222222222222" },
  ];
  const { scopes } = await find({ accounts, regions: ["eu-west-2"] }, refuse("denied"));
  expect(scopes.map(({ account, region, accountName }) => [account, region, accountName])).toEqual([
    ["111111111111", "us-east-1", "prod"],
    ["222222222222", "eu-west-2", null],
  ]);
});

test("an account that cannot be asked hides no other, and is told", async () => {
  const accounts: Config["accounts"] = [{ id: "111111111111" }, { id: "222222222222" }];
  const { scopes, trouble } = await find({ accounts }, (operation, scope) =>
    scope.account === "111111111111" ? refuse("denied")(operation, scope) : answers(operation, scope),
  );
  expect(new Set(scopes.map(({ account }) => account))).toEqual(new Set(["222222222222"]));
  expect(trouble).toMatchObject({ code: "denied", message: expect.stringContaining("111111111111") });
});

test("an account whose role may not be assumed is told to look at the role, not at its Regions", async () => {
  const accounts: Config["accounts"] = [{ id: "111111111111", roleArn: "arn:aws:iam::111111111111:role/r" }];
  const { trouble } = await find({ accounts }, () => {
    throw new ReadError({ reason: "denied", operation: "sts:AssumeRole", message: "You may not." });
  });
  expect(trouble).toMatchObject({
    code: "denied",
    message:
      "The role for account 111111111111 could not be assumed, so its Regions are not known and it is not read. You may not. Check the role's trust policy, the external id and the caller's sts:AssumeRole.",
  });
});

describe("whoever cannot say whose credentials these are is told what to do", () => {
  // What is told goes by where the credentials are from.
  beforeEach(() => {
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_PROFILE"]) vi.stubEnv(name, undefined);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  test.each([
    ["no-credentials", "no-credentials", /aws sso login.*npm run demo/],
    ["expired-credentials", "expired-credentials", /Sign in and try again/],
    ["unreachable", "unreachable", /AWS_ENDPOINT_URL/],
    ["throttled", "throttled", /AWS throttles .* in a while/],
  ] as const)("%s", async (reason, code, words) => {
    await expect(find({}, refuse(reason))).rejects.toMatchObject({
      name: "FleetError",
      code,
      message: expect.stringMatching(words),
    });
  });
});

test.each([
  ["eu-west-1", "aws"],
  ["cn-north-1", "aws-cn"],
  ["us-gov-west-1", "aws-us-gov"],
  ["us-iso-east-1", "aws-iso"],
  ["us-isob-east-1", "aws-iso-b"],
  ["eusc-de-east-1", "aws-eusc"],
])("%s is in the partition %s", (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});

test("the first call goes to the environment's Region, else to a configured one, else to one that all have", async () => {
  const bare = { AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull };
  expect(await homeRegionOf({ regions: ["eu-west-1"] }, { ...bare, AWS_REGION: "ap-south-1" })).toBe(
    "ap-south-1",
  );
  expect(await homeRegionOf({ regions: ["eu-west-1"] }, { ...bare, AWS_REGION: "" })).toBe("eu-west-1");
  expect(await homeRegionOf({ regions: "enabled" }, bare)).toBe("us-east-1");
});

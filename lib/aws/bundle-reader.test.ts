import { describe, expect, test } from "vitest";
import { toList } from "../testing/to-list.ts";
import { parseBundle } from "./bundle/parse-bundle.ts";
import { createBundleReader } from "./bundle-reader.ts";

function aBundle(parts: { documents?: object; errors?: object }) {
  const scope = { partition: "aws", account: "123456789012", region: "eu-west-1" };
  return { muster: 1, scope, at: "2026-11-01T12:00:00Z", ...parts };
}

const readerOf = (parts: { documents?: object; errors?: object }) =>
  createBundleReader(parseBundle(aBundle(parts), "fleet.json"));

const trust = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole" }] };

describe("a listing", () => {
  test("is answered with all of its pages merged", async () => {
    const reader = readerOf({
      documents: {
        "ec2:DescribeVpcs": [{ Vpcs: [{ VpcId: "vpc-1" }], NextToken: "2" }, { Vpcs: [{ VpcId: "vpc-2" }] }],
      },
    });
    const answers = await toList(reader.pages("ec2:DescribeVpcs", {}));
    expect(answers).toEqual([{ Vpcs: [{ VpcId: "vpc-1" }, { VpcId: "vpc-2" }] }]);
  });

  test("that goes on on a page which the file lacks was not read", async () => {
    const reader = readerOf({ documents: { "ec2:DescribeVpcs": { Vpcs: [], NextToken: "2" } } });
    await expect(reader.call("ec2:DescribeVpcs", {})).rejects.toMatchObject({ reason: "failed" });
  });

  test("that is not in the file was not read", async () => {
    await expect(readerOf({}).call("ec2:DescribeVpcs", {})).rejects.toMatchObject({
      reason: "unsupported",
      operation: "ec2:DescribeVpcs",
    });
  });

  test("whose error is in the file fails as it did then", async () => {
    const error = { code: "UnauthorizedOperation", message: "You are not authorized." };
    const reader = readerOf({ errors: { "ec2:DescribeVpcs": error } });
    await expect(reader.call("ec2:DescribeVpcs", {})).rejects.toMatchObject({
      reason: "denied",
      message: "You are not authorized.",
    });
  });
});

describe("an operation that is asked once a resource", () => {
  const documents = {
    "ec2:DescribeVpcAttribute": [
      { VpcId: "vpc-1", EnableDnsSupport: { Value: true } },
      { VpcId: "vpc-1", EnableDnsHostnames: { Value: false } },
      { VpcId: "vpc-2", EnableDnsSupport: { Value: false } },
    ],
    "iam:GetRole": { Role: { RoleName: "web", AssumeRolePolicyDocument: trust } },
    "iam:ListRolePolicies": [
      { input: { RoleName: "web" }, output: { PolicyNames: ["inline"] } },
      { input: { RoleName: "bare" }, output: { PolicyNames: [] } },
    ],
    "ssm:GetServiceSetting": [
      {
        ServiceSetting: {
          SettingId: "arn:aws:ssm:eu-west-1:123456789012:servicesetting/ssm/managed-instance/activation-tier",
          SettingValue: "standard",
        },
      },
    ],
    "ssm:DescribeMaintenanceWindowTargets": { Targets: [{ WindowId: "mw-1", WindowTargetId: "t-1" }] },
  };

  test("finds the output that names the resource", async () => {
    const reader = readerOf({ documents });
    const input = { VpcId: "vpc-2", Attribute: "enableDnsSupport" } as const;
    expect(await reader.call("ec2:DescribeVpcAttribute", input)).toEqual({
      VpcId: "vpc-2",
      EnableDnsSupport: { Value: false },
    });
  });

  test("takes one resource from as many outputs as tell of it", async () => {
    const input = { VpcId: "vpc-1", Attribute: "enableDnsHostnames" } as const;
    const answer = await readerOf({ documents }).call("ec2:DescribeVpcAttribute", input);
    expect(answer.EnableDnsHostnames).toEqual({ Value: false });
  });

  test("is a gap for an attribute of a resource that the file does not have", async () => {
    const input = { VpcId: "vpc-2", Attribute: "enableDnsHostnames" } as const;
    await expect(readerOf({ documents }).call("ec2:DescribeVpcAttribute", input)).rejects.toMatchObject({
      reason: "unsupported",
    });
  });

  test("finds the element whose input names the resource, even if its output is empty", async () => {
    const reader = readerOf({ documents });
    expect((await reader.call("iam:ListRolePolicies", { RoleName: "web" })).PolicyNames).toEqual(["inline"]);
    expect((await reader.call("iam:ListRolePolicies", { RoleName: "bare" })).PolicyNames).toEqual([]);
  });

  test("is a gap for a resource that is referenced and not described", async () => {
    await expect(readerOf({ documents }).call("iam:GetRole", { RoleName: "gone" })).rejects.toMatchObject({
      reason: "unsupported",
      message: 'The bundle has no answer of iam:GetRole for {"RoleName":"gone"}.',
    });
  });

  test("takes NoSuchEntity for an answer, beside documents of others", async () => {
    const errors = { "iam:GetRole": [{ input: { RoleName: "gone" }, code: "NoSuchEntity", message: "" }] };
    const reader = readerOf({ documents, errors });
    await expect(reader.call("iam:GetRole", { RoleName: "gone" })).rejects.toMatchObject({
      reason: "not-found",
    });
    expect((await reader.call("iam:GetRole", { RoleName: "web" })).Role?.RoleName).toBe("web");
  });

  test("reads a policy that the command line unfolded as the text that AWS sends", async () => {
    const answer = await readerOf({ documents }).call("iam:GetRole", { RoleName: "web" });
    expect(JSON.parse(answer.Role?.AssumeRolePolicyDocument ?? "")).toEqual(trust);
  });

  test("finds a setting by its path where the file has its ARN", async () => {
    const input = { SettingId: "/ssm/managed-instance/activation-tier" };
    const answer = await readerOf({ documents }).call("ssm:GetServiceSetting", input);
    expect(answer.ServiceSetting?.SettingValue).toBe("standard");
  });

  test("takes the items of the resource out of a merged list, and none where it has none", async () => {
    const reader = readerOf({ documents });
    const targetsOf = async (WindowId: string) =>
      (await reader.call("ssm:DescribeMaintenanceWindowTargets", { WindowId })).Targets;
    expect(await targetsOf("mw-1")).toHaveLength(1);
    expect(await targetsOf("mw-2")).toEqual([]);
  });
});

describe("AWS's own prefix lists as DescribePrefixLists tells of them", () => {
  const s3 = {
    PrefixListId: "pl-6da54004",
    PrefixListName: "com.amazonaws.eu-west-1.s3",
    Cidrs: ["52.218.0.0/17"],
  };
  const told = { "ec2:DescribePrefixLists": { PrefixLists: [s3] } };
  const entries = (documents: object, errors = {}) =>
    readerOf({ documents, errors }).call("ec2:GetManagedPrefixListEntries", {
      PrefixListId: s3.PrefixListId,
    });

  test("are lists of AWS with entries, and nothing that was ignored", async () => {
    const lists = await readerOf({ documents: told }).call("ec2:DescribeManagedPrefixLists", {});
    const { Cidrs: _, ...list } = s3;
    expect(lists.PrefixLists).toEqual([{ ...list, OwnerId: "AWS" }]);
    expect((await entries(told)).Entries).toEqual([{ Cidr: "52.218.0.0/17" }]);
    expect(parseBundle(aBundle({ documents: told }), "fleet.json").ignored).toEqual([]);
  });

  test("give way to what the file has of the reads for which they stand in", async () => {
    const own = { input: { PrefixListId: s3.PrefixListId }, output: { Entries: [{ Cidr: "3.5.64.0/21" }] } };
    const read = { ...told, "ec2:GetManagedPrefixListEntries": [own] };
    expect((await entries(read)).Entries).toEqual([{ Cidr: "3.5.64.0/21" }]);
    const error = { code: "UnauthorizedOperation" };
    await expect(entries(told, { "ec2:GetManagedPrefixListEntries": error })).rejects.toMatchObject({
      reason: "denied",
    });
  });

  test("are refused by their place in the file where they are no lists", () => {
    const wrong = aBundle({ documents: { "ec2:DescribePrefixLists": { PrefixLists: "none" } } });
    expect(() => parseBundle(wrong, "fleet.json")).toThrow(
      'fleet.json: documents["ec2:DescribePrefixLists"].PrefixLists must be a list',
    );
  });
});

describe("times", () => {
  test.each([
    ["ISO text", "2026-11-01T11:55:00Z"],
    ["epoch seconds", 1793534100],
  ])("written as %s are dates to whoever reads", async (_, time) => {
    const node = { InstanceId: "i-1", LastPingDateTime: time };
    const reader = readerOf({
      documents: { "ssm:DescribeInstanceInformation": { InstanceInformationList: [node] } },
    });
    const answer = await reader.call("ssm:DescribeInstanceInformation", {});
    expect(answer.InstanceInformationList?.[0]?.LastPingDateTime).toEqual(new Date("2026-11-01T11:55:00Z"));
  });
});

describe("a file that is wrong is refused, and the message says where:", () => {
  const documents = (value: object) => aBundle({ documents: value });
  test.each<[string, unknown, string]>([
    ["no bundle", { hello: 1 }, "fleet.json: muster: must be 1: this is how a file says that it is a bundle"],
    ["no scope", { ...aBundle({}), scope: undefined }, "fleet.json: scope: "],
    [
      "an account",
      { ...aBundle({}), scope: { account: "12", region: "eu-west-1" } },
      "fleet.json: scope.account: must be",
    ],
    ["a time", { ...aBundle({}), at: "yesterday" }, "fleet.json: at: must be a time"],
    ["a key", documents({ DescribeVpcs: {} }), "write it as ec2:DescribeInstances"],
    ["a key in lower case", documents({ "ec2:describeVpcs": {} }), "write it as ec2:DescribeInstances"],
    [
      "what a query left of an answer",
      documents({ "ec2:DescribeInstances": [{ InstanceId: "i-1" }] }),
      'documents["ec2:DescribeInstances"][0] is no answer of ec2:DescribeInstances: it must have Reservations.',
    ],
    [
      "a role without what is around it",
      documents({ "iam:GetRole": { RoleName: "node" } }),
      'documents["iam:GetRole"] is no answer of iam:GetRole: it must have Role.',
    ],
    [
      "a list",
      documents({ "ec2:DescribeVpcs": { Vpcs: {} } }),
      'fleet.json: documents["ec2:DescribeVpcs"].Vpcs must be a list, and is {}.',
    ],
    [
      "a deep field",
      documents({ "ec2:DescribeInstances": { Reservations: [{ Instances: [{ LaunchTime: "soon" }] }] } }),
      'documents["ec2:DescribeInstances"].Reservations[0].Instances[0].LaunchTime must be a time',
    ],
    [
      "a missing input",
      documents({ "iam:ListRolePolicies": [{ PolicyNames: [] }] }),
      'documents["iam:ListRolePolicies"][0] must be { "input": { "RoleName": … }, "output": … }',
    ],
  ])("%s", (_, json, message) => {
    expect(() => parseBundle(json, "fleet.json")).toThrow(message);
  });

  test("but an answer with nothing in it, or with no more than Python's SDK puts there, is an empty one", () => {
    const answers = {
      "ec2:DescribeVpcs": {},
      "ec2:DescribeSubnets": { ResponseMetadata: { RetryAttempts: 0 } },
    };
    expect(parseBundle(documents(answers), "fleet.json").answers.size).toBe(2);
  });

  test("but operations that Muster does not read are only named", () => {
    const bundle = parseBundle(aBundle({ documents: { "ec2:DescribeVolumes": {} } }), "fleet.json");
    expect(bundle.ignored).toEqual(["ec2:DescribeVolumes"]);
  });
});

test("a number or a flag that stands as text is what it says, as the AWS CLI prints some of them", async () => {
  const reader = readerOf({
    documents: {
      "route53:ListHostedZonesByVPC": [
        { input: { VPCId: "vpc-1" }, output: { HostedZoneSummaries: [], MaxItems: "100" } },
      ],
      "ec2:DescribeVpcs": { Vpcs: [{ VpcId: "vpc-1", IsDefault: "true", OwnerId: 123456789012 }] },
    },
  });
  expect(
    await reader.call("route53:ListHostedZonesByVPC", { VPCId: "vpc-1", VPCRegion: "eu-west-1" }),
  ).toMatchObject({ MaxItems: 100 });
  expect(await reader.call("ec2:DescribeVpcs", {})).toMatchObject({
    Vpcs: [{ IsDefault: true, OwnerId: "123456789012" }],
  });
});

test("nothing in a list is nothing, as a query of the command line leaves it", async () => {
  const reader = readerOf({ documents: { "ec2:DescribeVpcs": { Vpcs: [null, { VpcId: "vpc-1" }] } } });
  expect(await reader.call("ec2:DescribeVpcs", {})).toEqual({ Vpcs: [{ VpcId: "vpc-1" }] });
});

import { describe, expect, test } from "vitest";
import { ReadError } from "../aws/errors.ts";
import type { AwsReader } from "../aws/reader.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { DocumentOf } from "../model/documents/document.ts";
import type { Gap } from "../model/gap.ts";
import type { CallProgress } from "../model/sync-progress.ts";
import { aDocument } from "../testing/a-document.ts";
import { collectScope, type Sink } from "./collect-scope.ts";

type Answer = (operation: string, input: object) => Promise<object>;

/** A reader whose every call is answered by `answer`, each listing in one page. */
function readerOf(answer: Answer): AwsReader {
  const call = (operation: string, input: object) => answer(operation, input);
  return {
    scope: { account: "123456789012", region: "eu-central-1", partition: "aws" },
    call,
    async *pages(operation: string, input: object) {
      yield await call(operation, input);
    },
  } as unknown as AwsReader;
}

function createSink() {
  const done: DocumentKind[] = [];
  const gaps: Gap[] = [];
  const sink: Sink = {
    page: () => undefined,
    done: (kind) => void done.push(kind),
    gap: (_, some) => void gaps.push(...some),
  };
  return { sink, done, gaps };
}

test("no more than eight kinds are read at the same time", async () => {
  let underWay = 0;
  let most = 0;
  const reader = readerOf(async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise(setImmediate);
    underWay -= 1;
    return {};
  });
  const kinds: DocumentKind[] = [
    "instance",
    "managed-node",
    "instance-status",
    "subnet",
    "security-group",
    "network-acl",
    "route-table",
    "dhcp-options",
    "vpc-endpoint",
    "nat-gateway",
    "internet-gateway",
  ];
  const { sink, done } = createSink();
  await collectScope(reader, sink, { kinds });
  expect(most).toBe(8);
  expect(done.toSorted()).toEqual(kinds.toSorted());
});

test("a kind is read after those that it needs, with what they told", async () => {
  const calls: string[] = [];
  const reader = readerOf(async (operation, input) => {
    calls.push(operation);
    if (operation === "ec2:DescribeInstances") {
      const instance = { InstanceId: "i-1", State: { Name: "running" }, ImageId: "ami-1" };
      return { Reservations: [{ OwnerId: "123456789012", Instances: [instance] }] };
    }
    expect(JSON.stringify(input)).toContain("ami-1");
    return { Images: [{ ImageId: "ami-1" }] };
  });
  await collectScope(reader, createSink().sink, { kinds: ["image", "instance"] });
  expect(calls).toEqual(["ec2:DescribeInstances", "ec2:DescribeImages"]);
});

test("a kind that fails is a gap of itself and of what needs it, and hides no other", async () => {
  const states = new Map<string, CallProgress["state"]>();
  const reader = readerOf(async (operation) => {
    if (operation !== "ec2:DescribeInstances") return {};
    throw new ReadError({
      reason: "denied",
      operation,
      message: "not authorized",
      code: "UnauthorizedOperation",
    });
  });
  const { sink, done, gaps } = createSink();
  await collectScope(reader, sink, {
    kinds: ["instance", "image", "subnet"],
    onProgress: ({ kind, state }) => states.set(kind, state),
  });
  expect(done).toEqual(["subnet"]);
  expect(gaps.map(({ kind, action, resource }) => [kind, action, resource])).toEqual([
    ["instance", "ec2:DescribeInstances", null],
    ["image", "ec2:DescribeInstances", null],
  ]);
  expect(states.get("subnet")).toBe("done");
  expect(states.get("instance")).toBe("gap");
});

test("a role that cannot be read is missed by its ARN, so whoever keeps it does not think it gone", async () => {
  const arn = (path: string) => `arn:aws:iam::123456789012:role/${path}`;
  const reader = readerOf(async (operation) => {
    if (operation === "ec2:DescribeInstances")
      return {
        Reservations: [{ Instances: [anInstanceWith("arn:aws:iam::123456789012:instance-profile/web")] }],
      };
    if (operation === "iam:GetInstanceProfile")
      return {
        InstanceProfile: {
          Arn: "p",
          InstanceProfileName: "web",
          Roles: [{ Arn: arn("app/web"), RoleName: "web" }],
        },
      };
    if (operation === "ssm:GetServiceSetting")
      return { ServiceSetting: { SettingId: hostManagement, SettingValue: "service-role/Hosts" } };
    if (operation === "iam:GetRole") throw new ReadError({ reason: "denied", operation, message: "no" });
    return {};
  });
  const { sink, gaps } = createSink();
  const seen = new Set<string>();
  await collectScope(
    reader,
    {
      ...sink,
      done(kind, { seenIds }) {
        if (kind === "role") for (const id of seenIds) seen.add(id);
      },
    },
    { kinds: ["instance", "instance-profile", "managed-node", "service-setting", "activation", "role"] },
  );
  const ofRoles = gaps.filter(({ kind }) => kind === "role").map(({ resource }) => resource);
  expect(ofRoles.toSorted()).toEqual([arn("app/web"), arn("service-role/Hosts")]);
  expect([...seen].toSorted()).toEqual(ofRoles.toSorted());
});

describe("activations that may not be read", () => {
  const arn = "arn:aws:iam::123456789012:role/web";
  const reader = (denied: string) =>
    readerOf(async (operation, input) => {
      if (operation === denied) throw new ReadError({ reason: "denied", operation, message: "no" });
      if (operation === "ec2:DescribeInstances")
        return {
          Reservations: [{ Instances: [anInstanceWith("arn:aws:iam::123456789012:instance-profile/web")] }],
        };
      if (operation === "iam:GetInstanceProfile")
        return {
          InstanceProfile: { Arn: "p", InstanceProfileName: "web", Roles: [{ Arn: arn, RoleName: "web" }] },
        };
      if (operation === "iam:GetRole") {
        const { RoleName } = input as { RoleName: string };
        return { Role: { Arn: `arn:aws:iam::123456789012:role/${RoleName}`, RoleName } };
      }
      return {};
    });
  const kinds: DocumentKind[] = [
    ...(["instance", "instance-profile", "managed-node", "service-setting", "activation", "role"] as const),
  ];
  const readRoles = async (denied: string, known: object[] = []) => {
    const { sink, gaps } = createSink();
    let roles: string[] | null = null;
    const done: Sink["done"] = (kind, { seenIds }) => {
      if (kind === "role") roles = [...seenIds].sort();
    };
    const allKnown: Sink["allKnown"] = async function* (kind) {
      if (kind === "activation") yield* known as DocumentOf<DocumentKind>[];
    };
    await collectScope(reader(denied), { ...sink, done, allKnown }, { kinds });
    return { roles, gaps: gaps.map(({ kind }) => kind) };
  };

  test("leave the roles of profiles whole", async () => {
    expect(await readRoles("ssm:DescribeActivations")).toEqual({ roles: [arn], gaps: ["activation"] });
  });

  test("and those that they named before are read all the same", async () => {
    const known = [aDocument("activation", "act-1", { iamRole: "service-role/hybrid" })];
    const { roles } = await readRoles("ssm:DescribeActivations", known);
    expect(roles).toEqual(["arn:aws:iam::123456789012:role/hybrid", arn].sort());
  });

  test("while roles cannot be whole without the profiles that name them", async () => {
    const { roles, gaps } = await readRoles("ec2:DescribeInstances");
    expect([roles, gaps.includes("role")]).toEqual([null, true]);
  });
});

const hostManagement = "/ssm/managed-instance/default-ec2-instance-management-role";
const anInstanceWith = (Arn: string) => ({
  InstanceId: "i-0123456789abcdef0",
  State: { Name: "running" },
  IamInstanceProfile: { Arn },
});

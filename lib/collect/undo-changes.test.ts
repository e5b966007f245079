import { expect, test } from "vitest";
import type { DocumentKind } from "../model/document-kind.ts";
import type { Change } from "../model/world.ts";
import { undoChanges } from "./undo-changes.ts";

const permission = (port: number) => ({
  IpProtocol: "tcp",
  FromPort: port,
  ToPort: port,
  IpRanges: [{ CidrIp: "0.0.0.0/0" }],
});
const bodies: Record<string, unknown> = {
  "security-group sg-1": {
    GroupId: "sg-1",
    GroupName: "web",
    IpPermissions: [],
    IpPermissionsEgress: [permission(443)],
  },
  "vpc vpc-1": { Vpc: { VpcId: "vpc-1", DhcpOptionsId: "dopt-2" }, EnableDnsSupport: { Value: true } },
  "instance i-1": {
    InstanceId: "i-1",
    State: { Name: "running" },
    MetadataOptions: { HttpEndpoint: "enabled", HttpTokens: "required" },
  },
};
const bodyOf = (kind: DocumentKind, id: string) => bodies[`${kind} ${id}`] ?? null;

const change = (changes: Partial<Change>): Change => ({
  ...{ scope: "123456789012:eu-west-1", kind: "security-group", id: "sg-1", field: "*", by: null },
  ...{ from: null, to: null, at: 1_000 },
  ...changes,
});

test("a document before a change is today's with the field put back", () => {
  const [undone] = undoChanges([change({ field: "IpPermissionsEgress", from: [] })], bodyOf);
  expect(undone?.before).toMatchObject({ id: "sg-1", name: "web", egress: [] });
});

test("what changed later is put back first", () => {
  const earlier = change({ field: "IpPermissionsEgress", from: [permission(80)], at: 1_000 });
  const later = change({ field: "IpPermissionsEgress", from: [], at: 2_000 });
  const [first, second] = undoChanges([earlier, later], bodyOf);
  expect(first).toMatchObject({ at: 2_000, before: { egress: [] } });
  expect(second).toMatchObject({ at: 1_000, before: { egress: [{ fromPort: 80 }] } });
});

test("a field may stand in one of several answers, be an attribute, or lie deeper", () => {
  const [undone, attribute, inner] = undoChanges(
    [
      change({ kind: "vpc", id: "vpc-1", field: "DhcpOptionsId", from: "dopt-1", at: 3_000 }),
      change({ kind: "vpc", id: "vpc-1", field: "EnableDnsSupport", from: false, at: 2_000 }),
      change({
        kind: "instance",
        id: "i-1",
        field: "MetadataOptions.HttpEndpoint",
        from: "disabled",
        at: 1_000,
      }),
    ],
    bodyOf,
  );
  expect(undone?.before).toMatchObject({ dhcpOptionsId: "dopt-1", enableDnsSupport: true });
  expect(attribute?.before).toMatchObject({ dhcpOptionsId: "dopt-1", enableDnsSupport: false });
  expect(inner?.before).toMatchObject({
    metadataOptions: { httpEndpoint: "disabled", httpTokens: "required" },
  });
});

test("what came had no document before, and what went had the one that is told", () => {
  const [came] = undoChanges([change({ from: null, to: { GroupId: "sg-1" } })], bodyOf);
  expect(came?.before).toBeNull();
  const [went] = undoChanges(
    [change({ id: "sg-9", from: { GroupId: "sg-9", IpPermissionsEgress: [] } })],
    bodyOf,
  );
  expect(went?.before).toMatchObject({ id: "sg-9", egress: [] });
});

test("what makes no document is left unsaid", () => {
  const [nameless] = undoChanges([change({ id: "sg-9", from: { GroupName: "web" } })], bodyOf);
  expect(nameless).not.toHaveProperty("before");
  const [unknown] = undoChanges([change({ id: "sg-8", field: "IpPermissionsEgress", from: [] })], bodyOf);
  expect(unknown).not.toHaveProperty("before");
});

test("what went without being told is not taken to have never been there", () => {
  const [went, earlier] = undoChanges(
    [
      change({ id: "sg-9", at: 2_000 }),
      change({ id: "sg-9", field: "IpPermissionsEgress", from: [], at: 1_000 }),
    ],
    bodyOf,
  );
  expect(went).not.toHaveProperty("before");
  expect(earlier).not.toHaveProperty("before");
});

import { beforeEach, expect, test } from "vitest";
import type { DocumentKind } from "../model/document-kind.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { TrailChange } from "../model/trail-change.ts";
import type { Store } from "../store/store.ts";
import { describeStores } from "../testing/describe-stores.ts";
import { loadChangesAround, loadRecentChanges } from "./load-changes.ts";

const scope = "123456789012:eu-west-1";
const parts = { partition: "aws", account: "123456789012", region: "eu-west-1" };
const hour = 60 * 60_000;
const now = Date.UTC(2026, 10, 1, 12);

describeStores(({ open }) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  const read = async (kind: DocumentKind, bodies: Record<string, unknown>, at: number) => {
    const documents = Object.entries(bodies).map(([id, body]) => ({ id, body }));
    await store.saveDocuments(scope, kind, documents, at);
    const seenIds = new Set(Object.keys(bodies));
    await store.finishRead(scope, kind, { startedAt: at, observedAt: at, seenIds });
  };
  const group = (port: number, name = "web") => ({
    "sg-1": { GroupId: "sg-1", GroupName: name, IpPermissionsEgress: [{ FromPort: port }] },
  });

  test("a change is told field by field, as AWS names them, the newest first", async () => {
    await read("security-group", group(80), now - 3 * hour);
    await read("security-group", group(443), now - 2 * hour);
    await read("security-group", group(443, "db"), now - hour);
    const change = { scope, kind: "security-group", id: "sg-1", by: null };
    expect(await loadRecentChanges(store, parts, now)).toEqual([
      { ...change, field: "GroupName", from: "web", to: "db", at: now - hour },
      {
        ...change,
        field: "IpPermissionsEgress",
        from: [{ FromPort: 80 }],
        to: [{ FromPort: 443 }],
        at: now - 2 * hour,
      },
    ]);
  });

  test("what comes or goes is told as a whole, and what was there at the first look did not come", async () => {
    await read("security-group", group(80), now - 3 * hour);
    await read("security-group", {}, now - 2 * hour);
    await read("security-group", group(443), now - hour);
    expect(await loadRecentChanges(store, parts, now)).toMatchObject([
      { field: "*", from: null, to: { GroupId: "sg-1" }, at: now - hour },
      { field: "*", from: { GroupId: "sg-1" }, to: null, at: now - 2 * hour },
    ]);
  });

  test("a resource that several calls describe changes in the fields of each", async () => {
    const role = (name: string, trust: string) => ({
      "arn:role": { Role: { RoleName: "web", AssumeRolePolicyDocument: trust }, AttachedPolicies: [name] },
    });
    await read("role", role("a", "t1"), now - 3 * hour);
    await read("role", role("b", "t2"), now - hour);
    const changes = await loadRecentChanges(store, parts, now);
    expect(changes.map(({ field }) => field)).toEqual(["AssumeRolePolicyDocument", "AttachedPolicies"]);
  });

  test("what stands behind a route counts as its way, as a peering connection that somebody accepted", async () => {
    const peering = (Code: string) => ({
      "pcx-1": { VpcPeeringConnectionId: "pcx-1", Status: { Code } },
    });
    await read("peering-connection", peering("pending-acceptance"), now - 2 * hour);
    await read("peering-connection", peering("active"), now - hour);
    const [change] = await loadRecentChanges(store, parts, now);
    expect(change).toMatchObject({ kind: "peering-connection", id: "pcx-1", at: now - hour });
  });

  test("a network of long ago explains no silence of today, but a role of long ago still does", async () => {
    const days = 24 * hour;
    for (const [at, text] of [
      [now - 3 * days, "old"],
      [now - 2 * days, "new"],
    ] as const) {
      await read("security-group", { "sg-1": { text } }, at);
      await read("role", { "arn:role": { Role: { text } } }, at);
    }
    expect((await loadRecentChanges(store, parts, now)).map(({ kind }) => kind)).toEqual(["role"]);
    const around = (ids: string[]) =>
      loadChangesAround(store, parts, now, { ids, kinds: ["security-group"] });
    expect((await around(["sg-1"])).map(({ id }) => id).sort()).toEqual(["arn:role", "sg-1"]);
    expect((await around(["sg-2"])).map(({ id }) => id)).toEqual(["arn:role"]);
  });

  test("an instance that SSM knew once brings its last record", async () => {
    for (const at of [now - 90 * hour, now - 80 * hour]) {
      await read("instance", { "i-1": { InstanceId: "i-1" } }, at);
    }
    await read("managed-node", { "i-1": { PingStatus: "Online" } }, now - 90 * hour);
    await read("managed-node", {}, now - 80 * hour);
    expect(await loadRecentChanges(store, parts, now)).toMatchObject([
      { kind: "managed-node", field: "*", from: { PingStatus: "Online" }, to: null, at: now - 80 * hour },
    ]);
  });

  const by = "arn:aws:sts::123456789012:assumed-role/terraform-ci/run-1";
  const told = async (changes: Partial<TrailChange>[], of: ScopeKey = scope) => {
    const edit = { what: "touched" as const };
    const events = changes.map(
      (change, index): TrailChange => ({
        ...{ scope: of, eventId: `e-${index}`, event: "Some", kind: "security-group", id: "sg-1" },
        ...{ field: "IpPermissionsEgress", edit, at: now - hour, by },
        ...change,
      }),
    );
    await store.saveChangePage({ scope: of, changes: events, checkpoint: {}, gaps: [], at: now });
  };

  test("what a reading saw and CloudTrail told is one change, with the caller and the moment of the call", async () => {
    await read("security-group", group(80), now - 3 * hour);
    await read("security-group", group(443), now - hour);
    await told([{ at: now - 2 * hour }]);
    expect(await loadRecentChanges(store, parts, now)).toMatchObject([
      { field: "IpPermissionsEgress", from: [{ FromPort: 80 }], at: now - 2 * hour, by, event: "Some" },
    ]);
  });

  test("before the first reading CloudTrail alone tells, of a role by its name and from the Region of IAM", async () => {
    const arn = "arn:aws:iam::123456789012:role/team/web";
    await read("role", { [arn]: { Role: { Arn: arn, RoleName: "web" }, AttachedPolicies: [] } }, now);
    const policy = { PolicyArn: "arn:aws:iam::aws:policy/P", PolicyName: "P" };
    const detached = { kind: "role", id: "web", field: "AttachedPolicies", at: now - 50 * hour } as const;
    await told(
      [{ ...detached, edit: { what: "removed", items: [policy] } }, { at: now - hour }],
      "123456789012:us-east-1",
    );
    const expected = { scope, kind: "role", id: arn, from: [policy], to: [], at: now - 50 * hour, by };
    expect(await loadRecentChanges(store, parts, now)).toMatchObject([expected]);
    expect(await loadChangesAround(store, parts, now, { ids: [], kinds: [] })).toMatchObject([expected]);
  });

  test("a page that comes twice is kept once", async () => {
    await read("security-group", group(443), now);
    await told([{}]);
    await told([{}]);
    expect(await loadRecentChanges(store, parts, now)).toHaveLength(1);
  });
});

import { describe, expect, test } from "vitest";
import { parseBundle } from "../aws/bundle/parse-bundle.ts";
import { createBundleReader } from "../aws/bundle-reader.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { TrailChange } from "../model/trail-change.ts";
import { walkthroughId } from "../model/walkthrough-id.ts";
import { causeHrefOf } from "../routes/causes.ts";
import { syncScope } from "../sync/sync-scope.ts";
import { aRawBundle, healthyAnswers, nodeId, partsOf } from "../testing/a-bundle.ts";
import { aRoute, tcp443 } from "../testing/a-bundle-network.ts";
import { aContext } from "../testing/a-context.ts";
import { centralEndpoints } from "../testing/diagnose-cases/central-endpoints.ts";
import { aNeighbourBundle, blamed, type Neighbour } from "../testing/diagnose-cases/neighbour.ts";
import { aSharedVpc } from "../testing/diagnose-cases/owners.ts";
import { standingFor } from "../testing/standing-for.ts";
import { getCause } from "./causes/get-cause.ts";
import { listCauses } from "./causes/list-causes.ts";
import { getWalkthrough } from "./fixes/get-walkthrough.ts";
import { listCauseFixes } from "./fixes/list-cause-fixes.ts";
import { loadPlan } from "./fixes/load-plan.ts";
import { getNode } from "./get-node.ts";
import { traceNode } from "./trace-node.ts";

const participant: ScopeKey = "123456789012:eu-west-1";
const owner: ScopeKey = "210987654321:eu-west-1";
const node = { scope: participant, id: nodeId };

/** A store that has read these bundles, one after the other. */
async function aFleet(...bundles: unknown[]) {
  const context = await aContext({});
  const read = async (bundle: unknown) => {
    const parsed = parseBundle(JSON.parse(JSON.stringify(bundle)), "case.json");
    const reader = createBundleReader(parsed);
    await context.store.saveScopes([
      ...(await context.store.loadScopes()),
      { ...parsed.scope, accountName: null },
    ]);
    context.now = () => parsed.at;
    await syncScope({
      ...{ store: context.store, reader, reason: "first", withOptional: false },
      ...{ ageOf: standingFor(60 * 60_000), managedNodeQuota: 1000, now: context.now },
      ...{ onProgress: () => undefined, onNodes: () => undefined },
    });
    await context.catchUp();
  };
  for (const bundle of bundles) await read(bundle);
  return { context, read };
}

const shuts: Neighbour["change"] = ({ group }) => {
  group("sg-endpoint").IpPermissions = [tcp443({ IpRanges: [{ CidrIp: "10.9.0.0/16" }] })];
};
const shut = aSharedVpc("endpoints", shuts);
const open = aSharedVpc("endpoints");

test("a node in a shared VPC is judged with what its owner's scope holds, and its cause is that scope's", async () => {
  const { context } = await aFleet(shut.owner, shut.participant);
  const { cause } = context.index.get(node)!;
  const subject = { kind: "security-group", id: "sg-endpoint", scope: owner };
  expect(cause).toEqual({ code: "endpoint-security-group-blocks", subject });
  const key = `${owner}:sg-endpoint`;
  expect(causeHrefOf(participant, cause!)).toContain(encodeURIComponent(key));
  const asked = { code: "endpoint-security-group-blocks", key } as const;
  const found = await getCause(context, asked);
  expect(found).toMatchObject({ key, isOpen: true, scopes: [participant], subject: { scope: owner } });
  expect(found.history).toHaveLength(1);
  expect(found.evidence.map(({ document }) => document)).toContainEqual(subject);
  const whyNone = expect.stringContaining(`sg-endpoint stands in ${owner}`);
  expect(await listCauseFixes(context, asked)).toMatchObject({ items: [], whyNone });
  const id = walkthroughId({ ...asked, fixId: "allow-endpoint-ingress" });
  await expect(getWalkthrough(context, { id })).rejects.toMatchObject({ message: whyNone });
  expect((await listCauses(context, { q: "", sort: "nodes", fold: "no", limit: 10 })).items).toMatchObject([
    { key },
  ]);
  const { path, documents } = await getNode(context, node);
  const hop = path!.lanes[0]!.trace.hops.find(({ kind }) => kind === "security-group-in");
  expect(hop).toMatchObject({ state: "block", resources: [subject] });
  expect(documents).toContainEqual(expect.objectContaining(subject));
});

test("until the owner's scope is read, its part is open; what changes there is told when the node is judged next", async () => {
  const { context, read } = await aFleet();
  const known = { partition: "aws", account: "210987654321", region: "eu-west-1", accountName: null };
  await context.store.saveScopes([known]);
  await read(open.participant);
  expect(context.index.get(node)).toMatchObject({ certainty: "undecided", awaitsCause: false });
  await read(shut.owner);
  await read(open.participant);
  expect(context.index.get(node)).toMatchObject({ cause: { code: "endpoint-security-group-blocks" } });
  await read(open.owner);
  await read(open.participant);
  expect(context.index.get(node)).toMatchObject({ cause: { code: "agent-silent" } });
});

describe("since when, and by whom, is told of what stands in the owner's scope", () => {
  const noon = Date.parse("2026-11-01T12:00:00Z");
  const minutes = (count: number) => noon + count * 60_000;
  /** As it was read so many minutes after noon, of a node that was heard until one past. */
  const readAfter = (bundle: unknown, count: number) => ({
    ...JSON.parse(JSON.stringify(bundle).replace("2026-11-01T06:00:00Z", "2026-11-01T12:01:00Z")),
    at: new Date(minutes(count)).toISOString(),
  });
  const both = async ({ read }: Awaited<ReturnType<typeof aFleet>>, owners: unknown, count: number) => {
    await read(readAfter(owners, count));
    await read(readAfter(open.participant, count + 15));
  };
  const told = async (context: Awaited<ReturnType<typeof aFleet>>["context"]) => {
    const { cause } = context.index.get(node)!;
    const [{ since: opened = null } = {}] = cause
      ? await context.store.loadOpenCauses([{ code: cause.code, subjectId: cause.subject.id }])
      : [];
    const { since, changedBy, cause: told } = await getNode(context, node);
    expect(told?.code).toBe(cause?.code);
    return { code: cause?.code, opened, since, changedBy, sentence: told?.sentence };
  };

  test("by its history, and an agent may wait after it was mended there", async () => {
    const fleet = await aFleet();
    const { context } = fleet;
    await both(fleet, open.owner, 0);
    await both(fleet, shut.owner, 5);
    const blocked = { code: "endpoint-security-group-blocks", changedBy: null };
    expect(await told(context)).toMatchObject({ ...blocked, opened: minutes(5), since: minutes(5) });
    await both(fleet, open.owner, 30);
    expect(await told(context)).toMatchObject({
      ...{ code: "agent-backing-off", since: minutes(30) },
      sentence: expect.stringContaining(`is let through since sg-endpoint in ${owner} was changed`),
    });
    const { cause } = await getNode(context, node);
    const document = { kind: "security-group", id: "sg-endpoint", scope: owner };
    expect(cause!.evidence).toMatchObject([{ document }]);
  });

  test("by CloudTrail there", async () => {
    const fleet = await aFleet();
    const { context } = fleet;
    await both(fleet, open.owner, 0);
    const change: TrailChange = {
      ...{ scope: owner, eventId: "e-1", event: "RevokeSecurityGroupIngress", kind: "security-group" },
      ...{ id: "sg-endpoint", field: "IpPermissions", edit: { what: "touched" }, at: minutes(3) },
      by: "arn:aws:sts::210987654321:assumed-role/terraform-ci/run-1",
    };
    const page = { scope: owner, changes: [change], checkpoint: {}, gaps: [], at: minutes(4) };
    await context.store.saveChangePage(page);
    await both(fleet, shut.owner, 5);
    const by = { opened: minutes(3), since: minutes(3), changedBy: "role/terraform-ci" };
    expect(await told(context)).toMatchObject({ code: "endpoint-security-group-blocks", ...by });
  });

  test("and not where that is known since later only", async () => {
    const late = await aFleet();
    await late.context.store.saveScopes([
      { partition: "aws", account: "210987654321", region: "eu-west-1", accountName: null },
    ]);
    await late.read(readAfter(open.participant, 0));
    await both(late, shut.owner, 5);
    const unknown = { since: null, changedBy: null };
    expect(await told(late.context)).toMatchObject({ code: "endpoint-security-group-blocks", ...unknown });
    const mended = await aFleet();
    await both(mended, open.owner, 30);
    expect(await told(mended.context)).toMatchObject({ code: "agent-silent", ...unknown });
  });
});

test("what the owner's scope held days ago decides nothing today", async () => {
  const then = {
    ...shut.owner,
    at: new Date(Date.parse(String(shut.owner.at)) - 48 * 3_600_000).toISOString(),
  };
  const { context } = await aFleet(then, shut.participant);
  expect(context.index.get(node)).toMatchObject({ certainty: "undecided" });
});

test("an address of the owner's is followed to, whether a way leads over it or not", async () => {
  const { context } = await aFleet(open.owner, open.participant);
  const traced = await traceNode(context, { ...node, to: "10.0.2.10" });
  expect(traced).toMatchObject({ answer: "reachable", doubts: [] });
  const missing = await traceNode(context, { ...node, to: "10.0.2.99" });
  expect(missing.blockers).toMatchObject([{ subject: { kind: "vpc", scope: owner } }]);
});

test("a peer of the owner's is followed to as well, though the owner alone sees the connection", async () => {
  const hub: ScopeKey = "333333333333:eu-west-1";
  const toHub = aRoute("10.5.0.0/16", { VpcPeeringConnectionId: "pcx-1" });
  const { owner: seesHub, participant: shares } = aSharedVpc("endpoints", ({ table }, answers) => {
    table("rtb-node").Routes.push(toHub);
    answers["ec2:DescribeVpcPeeringConnections"].VpcPeeringConnections.push({
      ...{ VpcPeeringConnectionId: "pcx-1", Status: { Code: "active" } },
      RequesterVpcInfo: { VpcId: "vpc-1", CidrBlock: "10.0.0.0/16", OwnerId: "210987654321" },
      AccepterVpcInfo: { VpcId: "vpc-5", CidrBlock: "10.5.0.0/16", OwnerId: "333333333333" },
    });
  });
  const beside = aNeighbourBundle({
    ...{ account: "333333333333", way: "isolated" },
    change: ({ vpc }) =>
      Object.assign(vpc, { VpcId: "vpc-5", CidrBlock: "10.5.0.0/16", OwnerId: "333333333333" }),
  });
  const routes = JSON.stringify(shares).replace('"Routes":[', `"Routes":[${JSON.stringify(toHub)},`);
  const { context } = await aFleet(beside, seesHub, JSON.parse(routes));
  const traced = await traceNode(context, { ...node, to: "10.5.2.99" });
  expect(traced.blockers).toMatchObject([{ subject: { kind: "vpc", id: "vpc-5", scope: hub } }]);
});

test("of a cause that nodes of both have, the plan is made for the owner's and in the owner's scope alone", async () => {
  const own = JSON.stringify(aNeighbourBundle({ account: "210987654321", way: "endpoints", change: shuts }));
  const renamed = own
    .replaceAll("123456789012", "210987654321")
    .replaceAll(nodeId, "i-0bbbbbbbbbbbbbbb2")
    .replaceAll("sg-node", "sg-owner");
  const { context } = await aFleet(JSON.parse(renamed), shut.participant);
  const asked = { code: "endpoint-security-group-blocks", key: `${owner}:sg-endpoint` } as const;
  const found = await getCause(context, asked);
  expect(found).toMatchObject({ nodes: { total: 2 }, subject: { name: "sg-endpoint" } });
  const { items, whyNone } = await listCauseFixes(context, asked);
  expect(whyNone).toBeNull();
  const { steps, nodes } = await loadPlan(context, items[0]!.walkthroughId);
  expect(steps.map(({ scope }) => scope)).toEqual([owner]);
  expect(nodes).toEqual({ [owner]: ["i-0bbbbbbbbbbbbbbb2"] });
  expect(items[0]).toMatchObject({ proof: { nodes: 1, freed: 1 } });
});

const peers = centralEndpoints.filter(({ beside }) => beside !== undefined);

test.each(peers)("over a peering connection: $name", async ({ way, change, beside, expected }) => {
  const answers = healthyAnswers(way);
  change?.(partsOf(answers), answers);
  const { context } = await aFleet(...beside!.map(aNeighbourBundle), aRawBundle(answers));
  const { status, certainty: sure, cause } = context.index.get(node)!;
  expect({ status, sure, cause: cause && blamed(cause) }).toMatchObject(
    Object.fromEntries(Object.entries(expected).filter(([key]) => /^(?:status|sure|cause)$/.test(key))),
  );
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient } from "@aws-sdk/client-iam";
import { SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AwsConnection } from "../aws/connection.ts";
import type { AwsReader } from "../aws/reader.ts";
import { mends } from "../demo/fleet/conditions/mends.ts";
import { groundKinds } from "../model/document-kind.ts";
import { type Scope, scopeKey } from "../model/scope.ts";
import { openStore, type Store } from "../store/store.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import { standingFor } from "../testing/standing-for.ts";
import { syncNodes } from "./sync-nodes.ts";
import { syncScope } from "./sync-scope.ts";

let endpoint: DemoEndpoint;
let connection: AwsConnection;
let store: Store;
const folder = mkdtempSync(join(tmpdir(), "muster-around-"));
let clock = Date.now();
const now = () => {
  clock = Math.max(clock + 1, Date.now());
  return clock;
};
const optionsOf = (scope: Scope) => ({
  ...{ store, reader: connection.reader(scope), ageOf: standingFor(30 * 60_000), managedNodeQuota: 10_000 },
  ...{ withOptional: true, now, onNodes: () => undefined },
});
const syncWhole = (scope: Scope) =>
  syncScope({ ...optionsOf(scope), reason: "request", onProgress: () => undefined });
const scopeOf = ({ account, region }: { account: string; region: string }) =>
  endpoint.scopes.find((each) => each.account === account && each.region === region)!;

beforeAll(async () => {
  endpoint = await startDemoEndpoint({ nodes: 300 });
  connection = endpoint.connect({ sharedAnswersMs: 0 });
  store = await openStore({ folder: folder });
  await store.saveScopes(endpoint.scopes.map((scope) => ({ ...scope, accountName: null })));
  await Promise.all(endpoint.scopes.map(syncWhole));
}, 60_000);
afterAll(async () => {
  connection.close();
  await store.close();
  await endpoint.close();
  rmSync(folder, { recursive: true });
});

/** One of each kind that a verdict stands on besides its node. */
const mended = [
  ...["app-workers-egress", "endpoint-group-self-only", "acl-drops-replies", "no-default-route"],
  ...["internet-gateway-detached", "reports-without-ssmmessages", "pci-endpoint-policy", "dns-support-off"],
  ...["ci-runner-role", "fraud-scoring-trust", "host-management-role-gone", "reports-legacy-profile"],
  "block-public-access",
];
const kinds = [
  ...groundKinds,
  ...(["profile-association", "instance-profile", "role", "role-simulation", "service-setting"] as const),
];

async function mend(id: string) {
  const condition = endpoint.world.conditions.get(id)!;
  const scope = scopeOf(condition);
  const config = endpoint.clientConfig(scope);
  const tools = { ec2: new EC2Client(config), iam: new IAMClient(config), ssm: new SSMClient(config) };
  const region = endpoint.world.accounts.get(scope.account)!.regions.get(scope.region)!;
  await mends[id]!({ world: endpoint.world, condition, region, ...tools });
  return { scope, node: condition.nodes[0]! };
}

async function verdictOn(scope: Scope, id: string) {
  for await (const batch of store.loadNodes())
    for (const { status, cause, why, ...node } of batch)
      if (node.scope === scopeKey(scope) && node.id === id) return { status, cause, why };
  throw new Error(`${id} has no row`);
}

test.each(mended)(
  "what somebody has just mended is seen by reading one node with its surroundings: %s",
  async (id) => {
    const { scope, node } = await mend(id);
    const moved = await syncNodes(optionsOf(scope), { ids: [node], around: [node] });
    expect(moved).not.toEqual([]);
    const told = await verdictOn(scope, node);
    const since = now();
    await syncWhole(scope);
    expect(await verdictOn(scope, node)).toEqual(told);
    expect(await store.loadDocumentChanges(scopeKey(scope), { since, until: now(), kinds })).toEqual([]);
  },
);

/** A scope's world, and one of its nodes with its VPC. */
function somewhere() {
  const scope = endpoint.scopes[0]!;
  const { ec2 } = endpoint.world.accounts.get(scope.account)!.regions.get(scope.region)!;
  const attachedTo = (vpcId: string | undefined) =>
    [...ec2.internetGateways.values()].find(({ Attachments = [] }) =>
      Attachments.some(({ VpcId }) => VpcId === vpcId),
    );
  const { InstanceId: node = "", VpcId: vpcId = "" } = [...ec2.instances.values()].find(({ VpcId }) =>
    attachedTo(VpcId),
  )!;
  return { scope, ec2, node, vpcId, gateway: attachedTo(vpcId)! };
}

async function groundOf(scope: Scope) {
  const ids: string[] = [];
  for await (const batch of store.loadDocuments(scopeKey(scope), groundKinds))
    ids.push(...batch.map(({ kind, id }) => `${kind} ${id}`));
  return ids;
}

test("what AWS has no more of the VPC is gone, and what stands elsewhere is not missed", async () => {
  const { scope, ec2, node, vpcId } = somewhere();
  const id = [...ec2.securityGroups.values()].find(({ VpcId }) => VpcId === vpcId)!.GroupId!;
  const before = await groundOf(scope);
  ec2.securityGroups.delete(id);
  await syncNodes(optionsOf(scope), { ids: [node], around: [node] });
  expect(await groundOf(scope)).toEqual(before.filter((each) => each !== `security-group ${id}`));
});

test("what belongs to the VPC no more is there as it is now", async () => {
  const { scope, ec2, node, gateway } = somewhere();
  const id = gateway.InternetGatewayId!;
  ec2.internetGateways.set(id, { ...gateway, Attachments: [] });
  await syncNodes(optionsOf(scope), { ids: [node], around: [node] });
  const stored = await store.findDocument(scopeKey(scope), "internet-gateway", id);
  expect(stored?.body).toMatchObject({ InternetGatewayId: id });
  expect(stored?.body).not.toHaveProperty("Attachments.0");
});

test("what cannot be read again stands as it was", async () => {
  const { scope, ec2, node } = somewhere();
  const before = await groundOf(scope);
  ec2.securityGroups.clear();
  const reader = connection.reader(scope);
  const refused: AwsReader = {
    ...reader,
    pages: (operation, input, options) => {
      const isRefused = operation === "ec2:DescribeSecurityGroups";
      const asked = isRefused ? { Filters: [{ Name: "no-such-filter", Values: ["x"] }] } : input;
      return reader.pages(operation, asked as typeof input, options);
    },
  };
  await syncNodes({ ...optionsOf(scope), reader: refused }, { ids: [node], around: [node] });
  expect(await groundOf(scope)).toEqual(before);
});

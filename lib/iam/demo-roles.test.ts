import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collectSnapshot } from "../collect/collect-snapshot.ts";
import type { Role } from "../model/documents/role.ts";
import { requiredActions } from "../model/documents/role-simulation.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import { createPermissions, type Permissions } from "./permissions.ts";

type Judged = { snapshot: Snapshot; permissions: Permissions };

let endpoint: DemoEndpoint;
let judged: Judged[];

beforeAll(async () => {
  endpoint = await startDemoEndpoint({ nodes: 300, seed: 7 });
  const connection = endpoint.connect();
  const at = Date.now();
  const snapshots = await Promise.all(
    endpoint.scopes.map((scope) =>
      collectSnapshot(connection.reader(scope), at, {
        kinds: [
          "instance",
          "managed-node",
          "activation",
          "service-setting",
          "instance-profile",
          "role",
          "role-simulation",
          "vpc-endpoint",
        ],
      }),
    ),
  );
  connection.close();
  judged = snapshots.map((snapshot) => ({ snapshot, permissions: createPermissions(snapshot) }));
}, 60_000);
afterAll(() => endpoint.close());

/** What stands in a role's way, by the causes that it would give. */
function causesOf({ permissions }: Judged, role: Role): string[] {
  const causes = new Set<string>();
  if (permissions.trusts(role, "ec2").decision !== "allowed") causes.add("role-trust-wrong");
  for (const action of requiredActions) {
    const { decision, by } = permissions.mayCall(role, action);
    if (decision === "allowed") continue;
    if (by === "organization-policy") causes.add("organization-policy-denies");
    else if (by === "permissions-boundary") causes.add("permissions-boundary-denies");
    else causes.add(decision === "explicitly-denied" ? "role-actions-denied" : "role-actions-missing");
  }
  return [...causes];
}

function roleOfNode({ snapshot }: Judged, node: string): Role | undefined {
  const profileArn = snapshot.get("instance", node)?.instanceProfileArn;
  const profile = profileArn ? snapshot.get("instance-profile", profileArn) : undefined;
  const arn = profile?.roles[0]?.arn;
  return arn === undefined ? undefined : snapshot.get("role", arn);
}

function conditionsOf({ snapshot: { scope } }: Judged, codes: readonly (string | null)[]) {
  return [...endpoint.world.conditions.values()].filter(
    ({ account, region, code }) =>
      account === scope.account && region === scope.region && codes.includes(code),
  );
}

const ofRoles = [
  "role-trust-wrong",
  "role-actions-missing",
  "role-actions-denied",
  "permissions-boundary-denies",
  "organization-policy-denies",
];

describe("the demo's roles", () => {
  test.each(ofRoles)("%s is found for every node that has it, and nothing else", (code) => {
    const found = judged.flatMap((each) =>
      conditionsOf(each, [code]).flatMap(({ nodes }) =>
        nodes.map((node) => ({ node, causes: causesOf(each, roleOfNode(each, node)!) })),
      ),
    );
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ causes }) => causes.join() !== code)).toEqual([]);
  });

  test("no other node's role lacks anything, however odd it looks", () => {
    const faulty = judged.flatMap((each) => {
      const held = new Set(
        conditionsOf(each, [...ofRoles, "default-host-management-shadowed"]).flatMap(({ nodes }) => nodes),
      );
      return each.snapshot.all("instance").flatMap(({ id }) => {
        const role = held.has(id) ? undefined : roleOfNode(each, id);
        const causes = role === undefined ? [] : causesOf(each, role);
        return causes.length === 0 ? [] : [{ id, role: role?.name, causes }];
      });
    });
    expect(faulty).toEqual([]);
  });

  test("a role that shadows default host management has the heartbeat alone", () => {
    const found = judged.flatMap((each) =>
      conditionsOf(each, ["default-host-management-shadowed"]).flatMap(({ nodes }) =>
        nodes.map((node) => {
          const role = roleOfNode(each, node)!;
          return requiredActions.map((action) => each.permissions.mayCall(role, action).decision);
        }),
      ),
    );
    expect(found.length).toBeGreaterThan(0);
    for (const [heartbeat, ...channel] of found) {
      expect(heartbeat).toBe("allowed");
      expect(new Set(channel)).toEqual(new Set(["not-allowed"]));
    }
  });
});

test("the demo's endpoints let every role pass but where the world says so", () => {
  const refusing = judged.flatMap(({ snapshot, permissions }) =>
    snapshot.all("vpc-endpoint").flatMap((endpointDocument) => {
      const service = endpointDocument.serviceName?.split(".").at(-1);
      const actions = requiredActions.filter((action) => action.startsWith(`${service}:`));
      const isOpen = snapshot
        .all("role")
        .every((role) =>
          actions.every(
            (action) => permissions.mayPass(endpointDocument, role, action).decision === "allowed",
          ),
        );
      return isOpen ? [] : [endpointDocument.id];
    }),
  );
  const planted = judged.flatMap((each) =>
    conditionsOf(each, ["endpoint-policy-denies"]).map(({ subject }) => subject.id),
  );
  expect(planted.length).toBeGreaterThan(0);
  expect(refusing.toSorted()).toEqual(planted.toSorted());
});

import { describe, expect, test } from "vitest";
import type { Role } from "../model/documents/role.ts";
import type { SimulatedAction } from "../model/documents/role-simulation.ts";
import { Snapshot } from "../model/snapshot.ts";
import { aMoment, aScope, aSnapshot } from "../testing/a-document.ts";
import { aBoundary, allow, aPolicy, aRole, aSimulation, deny, onlyIf } from "../testing/a-role.ts";
import { createPermissions } from "./permissions.ts";

const heartbeat = "ssm:UpdateInstanceInformation";

function decide(
  role: Role,
  simulated: Partial<SimulatedAction>,
  { simulatedAt = aMoment, readAt = aMoment, action = heartbeat } = {},
) {
  const snapshot = new Snapshot({
    scope: aScope,
    at: aMoment,
    documents: {
      role: [{ document: role, observedAt: readAt }],
      "role-simulation": [{ document: aSimulation(simulated), observedAt: simulatedAt }],
    },
    gaps: [],
  });
  return createPermissions(snapshot).mayCall(role, action);
}

const explicitly: Partial<SimulatedAction> = { decision: "explicitDeny" };
const implicitly: Partial<SimulatedAction> = { decision: "implicitDeny" };
const fromEndpoint = onlyIf("StringEquals", "aws:SourceVpce", "vpce-1");

describe("the organization", () => {
  test("is to blame where the simulator says that it does not allow", () => {
    const decision = decide(aRole([allow()]), { ...explicitly, allowedByOrganizations: false });
    expect(decision).toMatchObject({
      decision: "explicitly-denied",
      by: "organization-policy",
      source: "simulation",
      statement: null,
    });
    const { sentence, evidence } = decision.explain();
    expect(sentence).toBe(
      "Role node may not call ssm:UpdateInstanceInformation: a policy of the organization denies it, says IAM's simulator.",
    );
    expect(evidence).toMatchObject([
      {
        api: "iam:SimulatePrincipalPolicy",
        field: "OrganizationsDecisionDetail.AllowedByOrganizations",
        value: "false",
        document: { kind: "role-simulation" },
      },
    ]);
  });

  test("is to blame where it merely does not allow, too", () => {
    const decision = decide(aRole([allow()]), { ...implicitly, allowedByOrganizations: false });
    expect(decision).toMatchObject({ decision: "not-allowed", by: "organization-policy" });
  });

  test("is not decided where it asks for what the simulator did not know", () => {
    const decision = decide(aRole([allow()]), {
      ...explicitly,
      allowedByOrganizations: false,
      missingContextValues: ["aws:SourceVpce"],
    });
    expect(decision).toMatchObject({
      decision: "undecided",
      by: "organization-policy",
      conditionKeys: ["aws:SourceVpce"],
    });
    expect(decision.explain().sentence).toBe(
      "Whether role node may call ssm:UpdateInstanceInformation hangs on aws:SourceVpce, which a policy of the organization asks for.",
    );
  });

  test("is decided where it was the role's own policies that asked", () => {
    const role = aRole([allow(), allow({ Action: "ssm:*", ...fromEndpoint })]);
    const decision = decide(role, {
      ...explicitly,
      allowedByOrganizations: false,
      missingContextValues: ["aws:sourceVpce"],
    });
    expect(decision).toMatchObject({ decision: "explicitly-denied", by: "organization-policy" });
  });

  test("is to blame for a deny that none of the role's policies holds, even if the simulator does not say so", () => {
    const decision = decide(aRole([allow()]), { ...explicitly, allowedByOrganizations: null });
    expect(decision).toMatchObject({ decision: "explicitly-denied", by: "organization-policy" });
  });

  test("that lets pass is worth saying", () => {
    expect(decide(aRole([allow()]), {})).toMatchObject({
      decision: "allowed",
      source: "simulation",
      statement: { policy: "own", sid: "statement 1" },
    });
  });
});

describe("the policies prove it", () => {
  test.each<[string, Role, Partial<SimulatedAction>, string, string]>([
    [
      "where they deny, as the simulator says too",
      aRole([allow(), deny()]),
      explicitly,
      "explicitly-denied",
      "identity-policy",
    ],
    ["where they do not allow, as the simulator says too", aRole([]), implicitly, "not-allowed", "none"],
    [
      "where the boundary leaves it out",
      aRole([allow()], aBoundary([])),
      { ...implicitly, allowedByPermissionsBoundary: false },
      "not-allowed",
      "permissions-boundary",
    ],
  ])("%s", (_, role, simulated, decision, by) => {
    expect(decide(role, simulated)).toMatchObject({ decision, by, source: "policies" });
  });
});

describe("where both say otherwise", () => {
  const instances = { Resource: "arn:aws:ec2:*:*:instance/*" };

  test("the simulator wins, as it sees all policies", () => {
    const decision = decide(aRole([allow()]), implicitly);
    expect(decision).toMatchObject({ decision: "not-allowed", by: "none", source: "simulation" });
    expect(decision.explain().sentence).toContain("IAM's own evaluation outweighs them");
    expect(decide(aRole([]), {})).toMatchObject({ decision: "allowed", source: "simulation" });
  });

  test("the boundary is to blame if the simulator says so", () => {
    const role = aRole([allow()], aBoundary([allow()]));
    const decision = decide(role, { ...explicitly, allowedByPermissionsBoundary: false });
    expect(decision).toMatchObject({ decision: "explicitly-denied", by: "permissions-boundary" });
  });

  test("the policies win where they were read after the simulator was asked", () => {
    const later = { readAt: aMoment, simulatedAt: aMoment - 1 };
    const decision = decide(aRole([allow()]), implicitly, later);
    expect(decision).toMatchObject({ decision: "allowed", source: "policies" });
    expect(decision.explain().sentence).toContain("before the policies were read again");
  });

  test("the policies win where they speak of nodes, as the simulator was asked about everything", () => {
    const decision = decide(aRole([allow(instances)]), implicitly);
    expect(decision).toMatchObject({ decision: "allowed", source: "policies" });
    expect(decision.explain().sentence).toContain("asked about all resources");
    expect(decide(aRole([allow(), deny(instances)]), {})).toMatchObject({
      decision: "explicitly-denied",
      source: "policies",
    });
  });

  test("the policies win where the simulator lacked a key that they do not hang on", () => {
    const simulated = { ...implicitly, missingContextValues: ["aws:RequestedRegion"] };
    const decision = decide(
      aRole([allow(onlyIf("StringEquals", "aws:RequestedRegion", "eu-west-1"))]),
      simulated,
    );
    expect(decision).toMatchObject({ decision: "allowed", source: "policies" });
    expect(decision.explain().sentence).toContain("it did not know aws:RequestedRegion");
  });
});

describe("what the policies leave open", () => {
  const open = aRole([allow(), deny(fromEndpoint)]);

  test("the simulator settles if it knew all", () => {
    expect(decide(open, {})).toMatchObject({ decision: "allowed", source: "simulation" });
    expect(decide(open, explicitly)).toMatchObject({ decision: "explicitly-denied" });
  });

  test("stays open if it did not", () => {
    for (const simulated of [{}, explicitly, implicitly]) {
      const decision = decide(open, { ...simulated, missingContextValues: ["aws:SourceVpce"] });
      expect(decision).toMatchObject({ decision: "undecided", conditionKeys: ["aws:SourceVpce"] });
    }
  });

  test("stays open where it differs from node to node", () => {
    const role = aRole([allow({ Resource: "arn:aws:ec2:*:*:instance/i-1*" })]);
    expect(decide(role, implicitly)).toMatchObject({ decision: "undecided", isPerNode: true });
  });
});

test.each(["lock", "role_node_lock"])(
  "the statement that the simulator means is found by the name %s",
  (name) => {
    const lock = {
      name: "lock",
      document: aPolicy([allow(), deny({ Sid: "NoSsm", Action: "ssm:*", ...fromEndpoint })]),
    };
    const decision = decide(aRole([allow()], { inlinePolicies: [lock] }), {
      ...explicitly,
      matchedPolicies: [name],
    });
    expect(decision).toMatchObject({
      decision: "explicitly-denied",
      by: "identity-policy",
      source: "simulation",
      statement: { policy: "lock", sid: "NoSsm" },
    });
  },
);

test("an action that was not simulated is for the policies to decide", () => {
  const role = aRole([allow({ Action: "s3:*" })]);
  expect(decide(role, {}, { action: "s3:GetObject" })).toMatchObject({
    decision: "allowed",
    source: "policies",
  });
});

test("the simulator was asked about the role as it is, and says nothing of it as it was", () => {
  const role = aRole([]);
  const snapshot = aSnapshot({
    role: [role],
    "role-simulation": [aSimulation({ decision: "implicitDeny" })],
  });
  const before = aRole([allow()]);
  expect(createPermissions(snapshot).mayCall(before, heartbeat)).toMatchObject({
    decision: "allowed",
    source: "policies",
  });
});

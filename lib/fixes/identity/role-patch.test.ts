import { expect, test } from "vitest";
import { aGap, aSnapshot } from "../../testing/a-document.ts";
import { aRole, aSimulation } from "../../testing/a-role.ts";
import { patchOfRoles } from "./role-patch.ts";

const role = aRole([]);

test("what IAM's simulator said of a role goes with the role that it was said of", () => {
  const snapshot = aSnapshot({ role: [role], "role-simulation": [aSimulation()] });
  expect(patchOfRoles(snapshot, role)).toEqual({
    role: { put: [role] },
    "role-simulation": { remove: [role.id] },
  });
});

test("what the organization refuses stays refused, whatever becomes of the role", () => {
  const { results, id } = aSimulation();
  const refused = { ...results[0]!, decision: "explicitDeny" as const, allowedByOrganizations: false };
  const snapshot = aSnapshot({
    role: [role],
    "role-simulation": [{ id, results: [refused, ...results.slice(1)] }],
  });
  expect(patchOfRoles(snapshot, role)["role-simulation"]).toEqual({ put: [{ id, results: [refused] }] });
});

test("where IAM's simulator was not asked, or not heard, the role alone changes", () => {
  for (const gaps of [[], [aGap("role-simulation", "iam:SimulatePrincipalPolicy")]])
    expect(patchOfRoles(aSnapshot({ role: [role] }, { gaps }), role)).toEqual({ role: { put: [role] } });
});

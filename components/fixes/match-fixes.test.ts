import { expect, test } from "vitest";
import type { FixAnswer } from "../../lib/api/fix.ts";
import { matchFixes } from "./match-fixes.ts";

function aFix(changes: Partial<FixAnswer>): FixAnswer {
  return {
    id: "allow-security-group-egress",
    title: "Let TCP 443 out",
    summary: "One outbound rule.",
    cost: null,
    risk: { level: "low", sentence: "It only lets more out." },
    causes: ["security-group-egress-blocks"],
    operations: ["ec2:AuthorizeSecurityGroupEgress"],
    isAllowed: false,
    openCauses: 1,
    nodes: 3,
    ...changes,
  };
}

const nat = aFix({
  id: "create-nat-gateway",
  title: "Create a NAT gateway",
  summary: "A way out.",
  causes: ["route-missing"],
  operations: ["ec2:CreateNatGateway"],
  nodes: 9,
});
const fixes = [aFix({}), nat];

test("what the most nodes wait for comes first", () => {
  expect(matchFixes(fixes, { q: "", cause: null })[0]).toBe(nat);
});

test("every word has to be somewhere: in the title, a cause or a call", () => {
  expect(matchFixes(fixes, { q: "rule AuthorizeSecurity", cause: null })).toEqual([fixes[0]]);
  expect(matchFixes(fixes, { q: "nat egress", cause: null })).toEqual([]);
  expect(matchFixes(fixes, { q: "", cause: "route-missing" })).toEqual([nat]);
});

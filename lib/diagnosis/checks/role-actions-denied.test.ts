import { expect, test } from "vitest";
import { aDocument, aGap, type WorldParts } from "../../testing/a-document.ts";
import {
  aNodeView,
  outcomeOf,
  type Refusals,
  type Surroundings,
  sentenceOf,
} from "../../testing/a-node-view.ts";
import { roleActionsDenied as check } from "./role-actions-denied.ts";

const id = "i-0123456789abcdef0";
const arn = "arn:aws:iam::123456789012:role/node";
const by = "identity-policy" as const;

function aNode(refused: Refusals, parts: WorldParts = {}, around: Surroundings = {}) {
  const profile = aDocument("instance-profile", "arn:aws:iam::123456789012:instance-profile/node");
  return aNodeView(
    id,
    {
      instance: [aDocument("instance", id)],
      "instance-profile": [profile],
      role: [aDocument("role", arn)],
      ...parts,
    },
    { refuses: { node: refused }, ...around },
  );
}

test("fails for what a statement denies, and names the statement", () => {
  const node = aNode({ ssmmessages: { by, decision: "explicitly-denied", effect: "Deny" } });
  expect(outcomeOf(check, node)).toBe(`fail role-actions-denied role/${arn}`);
  expect(sentenceOf(check, node)).toMatch(
    /^Policy own of role node denies the four actions of ssmmessages \(Own\): the node looks online at best/,
  );
});

test("passes where nothing denies, though nothing may allow either", () => {
  expect(outcomeOf(check, aNode({}))).toBe("pass");
  expect(outcomeOf(check, aNode({ ssm: { by: "none" } }))).toBe("pass");
});

test("is undecided where a denial hangs on a condition, and not where what allows does", () => {
  const open = (effect: "Allow" | "Deny") => aNode({ ssm: { by, decision: "undecided", effect } });
  expect(outcomeOf(check, open("Deny"))).toBe(`undecided role-actions-denied role/${arn} (likely)`);
  expect(outcomeOf(check, open("Allow"))).toBe("pass");
});

test("does not apply to a stopped instance, and not where there is no role", () => {
  const stopped = { instance: [aDocument("instance", id, { state: "stopped" })] };
  expect(outcomeOf(check, aNode({}, stopped))).toBe("does not apply");
  const bare = { instance: [aDocument("instance", id, { instanceProfileArn: null })] };
  expect(outcomeOf(check, aNode({}, bare))).toBe("not-applicable");
});

test("is unknown where the role could not be read", () => {
  const gaps = [aGap("role", "iam:GetRole", { resource: "node" })];
  expect(outcomeOf(check, aNode({}, { role: [] }, { gaps }))).toBe("unknown iam:GetRole");
});

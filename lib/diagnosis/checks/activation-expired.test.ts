import { expect, test } from "vitest";
import type { Activation } from "../../model/documents/activation.ts";
import { aDocument, aGap, aMoment, aSnapshot } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, sentenceOf } from "../../testing/a-node-view.ts";
import { NodeView } from "../node-view.ts";
import { activationExpired as check } from "./activation-expired.ts";

const id = "mi-0123456789abcdef0";
const day = 86_400_000;

const anActivation = (name: string, changes: Partial<Activation> = {}) =>
  aDocument("activation", name, {
    ...{ isExpired: true, expiresAt: aMoment - 12 * day, registrationLimit: 5, registrationsCount: 3 },
    ...changes,
  });
const aNode = (...activation: Activation[]) => aNodeView(id, { activation });

test("fails for an id without a record, while an activation expired with registrations unused", () => {
  expect(outcomeOf(check, aNode(anActivation("act-1")))).toBe(
    "fail activation-expired activation/act-1 (likely)",
  );
  expect(sentenceOf(check, aNode(anActivation("act-1", { defaultInstanceName: "edge" })))).toBe(
    `SSM has no record of ${id}, and activation act-1 (edge) expired with 2 of 5 registrations unused: it may have come too late.`,
  );
});

test("takes the one that expired last of several, in whatever order they come", () => {
  const older = anActivation("act-0", { expiresAt: aMoment - 40 * day });
  for (const activations of [
    [older, anActivation("act-1")],
    [anActivation("act-1"), older],
  ]) {
    expect(outcomeOf(check, aNode(...activations))).toContain("activation/act-1");
  }
});

test.each([
  ["is used up", { registrationsCount: 5 }],
  ["is still good", { isExpired: false, expiresAt: aMoment + day }],
  ["is still good, by its date alone", { isExpired: null, expiresAt: aMoment + day }],
])("passes where the activation %s", (_, changes) => {
  expect(outcomeOf(check, aNode(anActivation("act-1", changes)))).toBe("pass");
});

test("passes for a registered machine, to which an expired activation is nothing", () => {
  const record = aDocument("managed-node", id, { activationId: "act-1", pingStatus: "ConnectionLost" });
  const node = aNodeView(id, { "managed-node": [record], activation: [anActivation("act-1")] });
  expect(outcomeOf(check, node)).toBe("pass");
});

test("passes for a machine that history knows as registered: somebody deregistered it", () => {
  const change = { scope: "123456789012:eu-west-1", kind: "managed-node", id, field: "*" } as const;
  const changes = [{ ...change, from: {}, to: null, at: aMoment - day, by: null }];
  const node = aNodeView(id, { activation: [anActivation("act-1")] }, { changes });
  expect(outcomeOf(check, node)).toBe("pass");
});

test("passes for a machine that another scope has", () => {
  const here = aNode(anActivation("act-1"));
  const elsewhere = aSnapshot({ "managed-node": [aDocument("managed-node", id)] });
  const snapshots = new Map([...here.scope.world.snapshots, ["123456789012:us-east-1", elsewhere] as const]);
  const node = new NodeView(id, { ...here.scope, world: { snapshots, changes: [] } });
  expect(outcomeOf(check, node)).toBe("pass");
});

test("does not apply to instances", () => {
  expect(outcomeOf(check, aNodeView("i-1", { activation: [anActivation("act-1")] }))).toBe("does not apply");
});

test.each([
  ["activation", "ssm:DescribeActivations"],
  ["managed-node", "ssm:DescribeInstanceInformation"],
] as const)("is unknown where the %s could not be read", (kind, action) => {
  expect(outcomeOf(check, aNodeView(id, {}, { gaps: [aGap(kind, action)] }))).toBe(`unknown ${action}`);
});

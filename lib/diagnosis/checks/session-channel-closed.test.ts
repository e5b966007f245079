import { expect, test } from "vitest";
import type { ManagedNode } from "../../model/documents/managed-node.ts";
import { aDocument, aGap, aMoment } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, type Surroundings } from "../../testing/a-node-view.ts";
import { sessionChannelClosed as check } from "./session-channel-closed.ts";

const id = "i-0123456789abcdef0";

function aNode(
  status: "connected" | "notconnected" | null,
  changes: Partial<ManagedNode> = {},
  around: Surroundings = {},
  node = id,
) {
  const channels = status === null ? [] : [aDocument("connection-status", node, { status })];
  return aNodeView(
    node,
    {
      instance: node === id ? [aDocument("instance", id)] : [],
      "managed-node": [aDocument("managed-node", node, changes)],
      "connection-status": channels,
    },
    around,
  );
}

test("fails for a node that is heard and whose channel is closed", () => {
  expect(outcomeOf(check, aNode("notconnected"))).toBe(`fail session-channel-closed instance/${id} (likely)`);
});

test("passes with an open channel", () => {
  expect(outcomeOf(check, aNode("connected"))).toBe("pass");
});

test("is not applicable to a node that is silent, and where nobody asked", () => {
  expect(outcomeOf(check, aNode("notconnected", { pingStatus: "ConnectionLost" }))).toBe("not-applicable");
  expect(outcomeOf(check, aNode("notconnected", { lastPingAt: aMoment - 3_600_000 }))).toBe("not-applicable");
  expect(outcomeOf(check, aNode(null))).toBe("not-applicable");
});

test("is unknown where the channel could not be read", () => {
  const gaps = [aGap("connection-status", "ssm:GetConnectionStatus", { resource: id })];
  expect(outcomeOf(check, aNode(null, {}, { gaps }))).toBe("unknown ssm:GetConnectionStatus");
});

test("blames a hybrid node by its record", () => {
  const hybrid = "mi-0123456789abcdef0";
  expect(outcomeOf(check, aNode("notconnected", {}, {}, hybrid))).toBe(
    `fail session-channel-closed managed-node/${hybrid} (likely)`,
  );
});

test("does not apply to a stopped instance", () => {
  const stopped = aDocument("instance", id, { state: "stopped" });
  expect(outcomeOf(check, aNodeView(id, { instance: [stopped] }))).toBe("does not apply");
});

import { expect, test } from "vitest";
import type { InstanceState } from "../../model/node.ts";
import { aDocument, aGap } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, sentenceOf } from "../../testing/a-node-view.ts";
import { instanceNotRunning as check } from "./instance-not-running.ts";

const id = "i-0123456789abcdef0";
const aNode = (state: InstanceState, stateTransitionReason: string | null = null) =>
  aNodeView(id, { instance: [aDocument("instance", id, { state, stateTransitionReason })] });

test.each<[InstanceState, string]>([
  ["running", "pass"],
  ["pending", "pass"],
  ["stopping", `fail instance-stopped instance/${id}`],
  ["stopped", `fail instance-stopped instance/${id}`],
  ["shutting-down", `fail instance-terminated instance/${id}`],
  ["terminated", `fail instance-terminated instance/${id}`],
])("%s", (state, expected) => expect(outcomeOf(check, aNode(state))).toBe(expected));

test("says who or what stopped it, where EC2 tells", () => {
  expect(sentenceOf(check, aNode("stopped", "User initiated (2026-10-31 20:00:00 GMT)"))).toBe(
    `${id} is stopped: User initiated (2026-10-31 20:00:00 GMT).`,
  );
});

test("does not apply to what EC2 does not know, and is unknown where it was not asked", () => {
  expect(outcomeOf(check, aNodeView(id, {}))).toBe("does not apply");
  expect(outcomeOf(check, aNodeView("mi-0123456789abcdef0", {}))).toBe("does not apply");
  const gaps = [aGap("instance", "ec2:DescribeInstances")];
  expect(outcomeOf(check, aNodeView(id, {}, { gaps }))).toBe("unknown ec2:DescribeInstances");
});

test("names the code where EC2 tells nothing more, and where it says more than the words", () => {
  const node = (stateTransitionReason: string, stateReasonCode: string) =>
    aNodeView(id, {
      instance: [aDocument("instance", id, { state: "stopped", stateTransitionReason, stateReasonCode })],
    });
  expect(sentenceOf(check, node("", "Server.SpotInstanceShutdown"))).toBe(
    `${id} is stopped: Server.SpotInstanceShutdown.`,
  );
  expect(sentenceOf(check, node("User initiated", "Client.UserInitiatedHibernate"))).toBe(
    `${id} is stopped: User initiated, Client.UserInitiatedHibernate.`,
  );
  expect(sentenceOf(check, node("User initiated", "Client.UserInitiatedShutdown"))).toBe(
    `${id} is stopped: User initiated.`,
  );
});

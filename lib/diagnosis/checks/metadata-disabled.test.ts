import { expect, test } from "vitest";
import type { MetadataOptions } from "../../model/documents/instance.ts";
import { aDocument, aGap, type WorldParts } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf } from "../../testing/a-node-view.ts";
import { metadataDisabled as check } from "./metadata-disabled.ts";

const id = "i-0123456789abcdef0";
const off: MetadataOptions = {
  state: "applied",
  httpEndpoint: "disabled",
  httpTokens: "required",
  httpPutResponseHopLimit: 2,
  httpProtocolIpv6: "disabled",
};

const aNode = (metadataOptions: MetadataOptions | null, parts: WorldParts = {}) =>
  aNodeView(id, { instance: [aDocument("instance", id, { metadataOptions })], ...parts });

test("fails for a silent node whose metadata is switched off", () => {
  expect(outcomeOf(check, aNode(off))).toBe(`fail metadata-disabled instance/${id}`);
});

test("only warns where the agent is heard: it has other credentials", () => {
  expect(outcomeOf(check, aNode(off, { "managed-node": [aDocument("managed-node", id)] }))).toBe("warn");
});

test("passes where it is on, and says nothing where EC2 does not tell", () => {
  expect(outcomeOf(check, aNode({ ...off, httpEndpoint: "enabled" }))).toBe("pass");
  expect(outcomeOf(check, aNode(null))).toBe("not-applicable");
});

test("does not apply to hybrid nodes and to what does not run; is unknown where EC2 was not heard", () => {
  expect(outcomeOf(check, aNodeView("mi-0123456789abcdef0", {}))).toBe("does not apply");
  const stopped = [aDocument("instance", id, { state: "stopped", metadataOptions: off })];
  expect(outcomeOf(check, aNodeView(id, { instance: stopped }))).toBe("does not apply");
  const gaps = [aGap("instance", "ec2:DescribeInstances")];
  expect(outcomeOf(check, aNodeView(id, {}, { gaps }))).toBe("unknown ec2:DescribeInstances");
});

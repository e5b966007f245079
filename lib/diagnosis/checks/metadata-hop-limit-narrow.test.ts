import { expect, test } from "vitest";
import { aDocument, aGap } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, sentenceOf } from "../../testing/a-node-view.ts";
import { metadataHopLimitNarrow as check } from "./metadata-hop-limit-narrow.ts";

const id = "i-0123456789abcdef0";

function aNode(httpPutResponseHopLimit: number) {
  const plain = aDocument("instance", id);
  return aNodeView(id, {
    instance: [{ ...plain, metadataOptions: { ...plain.metadataOptions!, httpPutResponseHopLimit } }],
  });
}

test("never fails: one hop is enough for an agent on the host", () => {
  expect(outcomeOf(check, aNode(1))).toBe("pass");
  expect(outcomeOf(check, aNode(64))).toBe("pass");
});

test("says what one hop is too few for", () => {
  expect(sentenceOf(check, aNode(1))).toContain("container");
  expect(sentenceOf(check, aNode(2))).not.toContain("container");
});

test("does not apply to hybrid nodes; is unknown where EC2 was not heard", () => {
  expect(outcomeOf(check, aNodeView("mi-0123456789abcdef0", {}))).toBe("does not apply");
  const gaps = [aGap("instance", "ec2:DescribeInstances")];
  expect(outcomeOf(check, aNodeView(id, {}, { gaps }))).toBe("unknown ec2:DescribeInstances");
});

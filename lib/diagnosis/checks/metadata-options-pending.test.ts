import { expect, test } from "vitest";
import { aDocument, aGap } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf } from "../../testing/a-node-view.ts";
import { metadataOptionsPending as check } from "./metadata-options-pending.ts";

const id = "i-0123456789abcdef0";

function aNode(metadataState: string, state: "running" | "stopped" = "running") {
  const plain = aDocument("instance", id, { state });
  const metadataOptions = { ...plain.metadataOptions!, state: metadataState };
  return aNodeView(id, { instance: [{ ...plain, metadataOptions }] });
}

test("warns while a change is on its way, and passes once it is applied", () => {
  expect(outcomeOf(check, aNode("pending"))).toBe("warn");
  expect(outcomeOf(check, aNode("applied"))).toBe("pass");
});

test("does not apply to what does not run; is unknown where EC2 was not heard", () => {
  expect(outcomeOf(check, aNode("pending", "stopped"))).toBe("does not apply");
  const gaps = [aGap("instance", "ec2:DescribeInstances")];
  expect(outcomeOf(check, aNodeView(id, {}, { gaps }))).toBe("unknown ec2:DescribeInstances");
});

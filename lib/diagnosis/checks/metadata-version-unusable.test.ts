import { expect, test } from "vitest";
import { aDocument, aGap } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf } from "../../testing/a-node-view.ts";
import { metadataVersionUnusable as check } from "./metadata-version-unusable.ts";

const id = "i-0123456789abcdef0";

function anInstance(httpTokens: string, state: "running" | "stopped" = "running") {
  const plain = aDocument("instance", id, { state });
  return [{ ...plain, metadataOptions: { ...plain.metadataOptions!, httpTokens } }];
}

function aNode(httpTokens: string, agentVersion: string | null, pingStatus: "Online" | "ConnectionLost") {
  const record = aDocument("managed-node", id, { agentVersion, pingStatus });
  return aNodeView(id, { instance: anInstance(httpTokens), "managed-node": [record] });
}

test("fails for a silent agent from before version 2 where that is required", () => {
  expect(outcomeOf(check, aNode("required", "3.0.412.0", "ConnectionLost"))).toBe(
    `fail metadata-version-unusable instance/${id} (likely)`,
  );
});

test("only warns where such an agent is heard all the same", () => {
  expect(outcomeOf(check, aNode("required", "2.3.1319.0", "Online"))).toBe("warn");
});

test.each([
  ["required", "3.0.413.0"],
  ["required", "3.3.40.0"],
  ["required", "a build of our own"],
  ["required", null],
  ["optional", "2.3.1319.0"],
])("passes with tokens %s and agent %s", (tokens, version) => {
  expect(outcomeOf(check, aNode(tokens, version, "ConnectionLost"))).toBe("pass");
});

test("passes for an agent that never told its version", () => {
  expect(outcomeOf(check, aNodeView(id, { instance: anInstance("required") }))).toBe("pass");
});

test("does not apply to what does not run; is unknown where the version could not be read", () => {
  expect(outcomeOf(check, aNodeView(id, { instance: anInstance("required", "stopped") }))).toBe(
    "does not apply",
  );
  const gaps = [aGap("managed-node", "ssm:DescribeInstanceInformation")];
  expect(outcomeOf(check, aNodeView(id, { instance: anInstance("required") }, { gaps }))).toBe(
    "unknown ssm:DescribeInstanceInformation",
  );
});

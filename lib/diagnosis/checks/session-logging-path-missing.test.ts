import { expect, test } from "vitest";
import type { SessionPreferences } from "../../model/documents/session-preferences.ts";
import { aDocument, aGap } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, type Surroundings, sentenceOf } from "../../testing/a-node-view.ts";
import { aBlockedPath, anOpenQuestion } from "../../testing/a-path-verdict.ts";
import { sessionLoggingPathMissing as check } from "./session-logging-path-missing.ts";

const id = "i-0123456789abcdef0";
const document = "SSM-SessionManagerRunShell";

function aNode(preferences: Partial<SessionPreferences> | null, around: Surroundings = {}) {
  const set = preferences === null ? [] : [aDocument("session-preferences", document, preferences)];
  return aNodeView(id, { instance: [aDocument("instance", id)], "session-preferences": set }, around);
}

test("fails where sessions are logged to a service that is out of reach, and blames the service", () => {
  const node = aNode(
    { logGroup: "/ssm/sessions" },
    { paths: { logs: aBlockedPath("rtb-1", "route-missing") } },
  );
  expect(outcomeOf(check, node)).toBe("fail session-logging-path-missing service/logs");
  expect(sentenceOf(check, node)).toContain("Sessions are logged to CloudWatch Logs, in /ssm/sessions.");
});

test("names each service that is out of reach, the key's first, as no session starts without it", () => {
  const paths = { logs: aBlockedPath("rtb-1"), s3: aBlockedPath("rtb-1"), kms: aBlockedPath("rtb-1") };
  const node = aNode({ logGroup: "/ssm", bucket: "logs", kmsKeyId: "alias/ssm" }, { paths });
  expect(outcomeOf(check, node)).toBe(
    "fail session-logging-path-missing service/kms session-logging-path-missing service/logs session-logging-path-missing service/s3",
  );
});

test("is not applicable where nobody set preferences, or none of these", () => {
  const paths = { logs: aBlockedPath("rtb-1"), s3: aBlockedPath("rtb-1"), kms: aBlockedPath("rtb-1") };
  expect(outcomeOf(check, aNode(null, { paths }))).toBe("not-applicable");
  expect(outcomeOf(check, aNode({}, { paths }))).toBe("not-applicable");
});

test("asks for no service that the preferences do not name", () => {
  expect(outcomeOf(check, aNode({ logGroup: "/ssm" }, { paths: { s3: aBlockedPath("rtb-1") } }))).toBe(
    "pass",
  );
});

test("only warns where the same thing keeps the agent from Systems Manager", () => {
  const blocked = aBlockedPath("sg-1");
  const paths = { ssm: blocked, ssmmessages: blocked, logs: blocked };
  expect(outcomeOf(check, aNode({ logGroup: "/ssm" }, { paths }))).toBe("warn");
});

test("is undecided without a cause where the way cannot be proved", () => {
  expect(outcomeOf(check, aNode({ logGroup: "/ssm" }, { paths: { logs: anOpenQuestion() } }))).toBe(
    "undecided",
  );
});

test("is unknown where the preferences or the way were not read", () => {
  const gap = aGap("session-preferences", "ssm:GetDocument");
  expect(outcomeOf(check, aNode(null, { gaps: [gap] }))).toBe("unknown ssm:GetDocument");
  const paths = { logs: anOpenQuestion(aGap("route-table", "ec2:DescribeRouteTables")) };
  expect(outcomeOf(check, aNode({ logGroup: "/ssm" }, { paths }))).toBe("unknown ec2:DescribeRouteTables");
});

test("does not apply to hybrid nodes, whose network is not seen", () => {
  expect(outcomeOf(check, aNodeView("mi-0123456789abcdef0", {}))).toBe("does not apply");
});

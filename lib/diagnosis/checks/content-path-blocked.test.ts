import { expect, test } from "vitest";
import { aDocument, aGap } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, type Surroundings, sentenceOf } from "../../testing/a-node-view.ts";
import { aBlockedPath, anOpenQuestion } from "../../testing/a-path-verdict.ts";
import { contentPathBlocked as check } from "./content-path-blocked.ts";

const id = "i-0123456789abcdef0";
const update = aDocument("association", "association-1", {
  documentName: "AWS-UpdateSSMAgent",
  targets: [{ key: "InstanceIds", values: ["*"] }],
});
const aNode = (paths: Surroundings["paths"] = {}, association = [update]) =>
  aNodeView(id, { instance: [aDocument("instance", id)], association }, { paths });

test("passes where S3 is in reach", () => {
  expect(outcomeOf(check, aNode())).toBe("pass");
});

test("fails where S3 is out of reach, and says what blocks the way", () => {
  const node = aNode({ s3: aBlockedPath("rtb-1", "route-missing") });
  expect(outcomeOf(check, node)).toBe("fail content-path-blocked service/s3");
  expect(sentenceOf(check, node)).toContain("rtb-1 lets nothing out.");
});

test("only warns where nothing is set up that takes its content from S3", () => {
  const blocked = { s3: aBlockedPath("rtb-1", "route-missing") };
  expect(outcomeOf(check, aNode(blocked, []))).toBe("warn");
  expect(outcomeOf(check, aNode(blocked, [{ ...update, documentName: "AWS-GatherSoftwareInventory" }]))).toBe(
    "warn",
  );
  const elsewhere = [{ ...update, targets: [{ key: "InstanceIds", values: ["i-0fedcba9876543210"] }] }];
  expect(outcomeOf(check, aNode(blocked, elsewhere))).toBe("warn");
});

test("names what needs it", () => {
  const node = aNode({ s3: aBlockedPath("rtb-1", "route-missing") });
  expect(sentenceOf(check, node)).toContain("AWS-UpdateSSMAgent is set up to run on it");
});

test("only warns where the same thing keeps the agent from Systems Manager", () => {
  expect(outcomeOf(check, aNode({ ssm: aBlockedPath("sg-1"), s3: aBlockedPath("sg-1") }))).toBe("warn");
  expect(outcomeOf(check, aNode({ ssm: aBlockedPath("sg-1"), s3: aBlockedPath("rtb-1") }))).toBe(
    "fail content-path-blocked service/s3",
  );
});

test("is undecided where the way cannot be proved, and unknown where it was not read", () => {
  expect(outcomeOf(check, aNode({ s3: anOpenQuestion() }))).toBe("undecided");
  const gap = aGap("route-table", "ec2:DescribeRouteTables");
  expect(outcomeOf(check, aNode({ s3: anOpenQuestion(gap) }))).toBe("unknown ec2:DescribeRouteTables");
});

test("does not apply to a stopped instance", () => {
  const stopped = aDocument("instance", id, { state: "stopped" });
  expect(outcomeOf(check, aNodeView(id, { instance: [stopped] }))).toBe("does not apply");
});

import { expect, test } from "vitest";
import { describeAttempt, nameCaller, shortenRecordId } from "./failure-words.ts";

test("a caller is its role or user, whatever the account and the session", () => {
  expect(nameCaller("arn:aws:sts::123456789012:assumed-role/deploy/gh-run-7")).toBe("role/deploy");
  expect(nameCaller("arn:aws:sts::123456789012:assumed-role/deploy")).toBe("role/deploy");
  expect(nameCaller("arn:aws:iam::123456789012:user/maya.ortiz")).toBe("user/maya.ortiz");
  expect(nameCaller("arn:aws:iam::123456789012:root")).toBe("root");
  expect(nameCaller("ssm.amazonaws.com")).toBe("ssm.amazonaws.com");
});

test("an attempt says the call, the document and who; an association's run says where it came from", () => {
  const sent = {
    operation: "SendCommand",
    documentName: "AWS-RunShellScript",
    source: "cloudtrail",
  } as const;
  expect(describeAttempt({ ...sent, caller: "arn:aws:sts::1:assumed-role/deploy/x" })).toBe(
    "SendCommand · AWS-RunShellScript · role/deploy",
  );
  expect(describeAttempt({ ...sent, caller: null })).toBe("SendCommand · AWS-RunShellScript · CloudTrail");
  expect(
    describeAttempt({
      operation: "AssociationExecution",
      documentName: "AWS-GatherSoftwareInventory",
      caller: null,
      source: "state-manager",
    }),
  ).toBe("AWS-GatherSoftwareInventory · State Manager");
});

test("only ids that are too long to look at are cut", () => {
  expect(shortenRecordId("c45376a5-3f1b-4a39-9a0e-0c6a4f2c8b11")).toBe("c45376a5");
  expect(shortenRecordId("mw-0c50858d01EXAMPLE")).toBe("mw-0c50858d01EXAMPLE");
});

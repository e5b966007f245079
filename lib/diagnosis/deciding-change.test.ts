import { expect, test } from "vitest";
import type { DocumentKind } from "../model/document-kind.ts";
import { isDeciding } from "./deciding-change.ts";

test.each<[DocumentKind, string, boolean]>([
  ["security-group", "IpPermissionsEgress", true],
  ["security-group", "*", true],
  ["security-group", "Tags", false],
  ["security-group", "Description", false],
  ["security-group", "GroupName", false],
  ["vpc", "DhcpOptionsId", true],
  ["vpc-endpoint", "State", true],
  ["vpc-endpoint", "CreationTimestamp", false],
  ["role", "AssumeRolePolicyDocument", true],
  ["instance", "IamInstanceProfile.Arn", true],
  ["instance", "SecurityGroups[0]", true],
  ["instance", "State.Name", false],
  ["instance", "*", false],
  ["managed-node", "PingStatus", false],
  ["connection-status", "Status", false],
  ["association", "*", false],
])("of %s a change of %s opens or closes a way: %s", (kind, field, expected) => {
  expect(isDeciding({ kind, field })).toBe(expected);
});

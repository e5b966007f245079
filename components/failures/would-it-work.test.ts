import { expect, test } from "vitest";
import { commandLineOf, commandLineOfAll } from "./would-it-work.ts";

const attempt = (operation: string, ids: string[], documentName: string | null = "AWS-RunShellScript") => ({
  ...{ operation, documentName, scope: "123456789012:eu-west-1" },
  targets: ids.map((id) => ({ id, cause: null, sankCall: false, now: null })),
});

test("a command is sent again to the same ids, in the same Region", () => {
  expect(commandLineOf(attempt("SendCommand", ["i-0a", "i-0b"]))).toBe(
    "aws ssm send-command --document-name AWS-RunShellScript --instance-ids i-0a i-0b --region eu-west-1",
  );
});

test("an expression is one again, quoted where a shell would read it", () => {
  expect(commandLineOf(attempt("SendCommand", ["tag:Role=batch jobs"]))).toBe(
    "aws ssm send-command --document-name AWS-RunShellScript --targets 'Key=tag:Role,Values=batch jobs' --region eu-west-1",
  );
});

test("a session is of one node, and an association of its ids", () => {
  expect(commandLineOf(attempt("StartSession", ["i-0a"], null))).toBe(
    "aws ssm start-session --target i-0a --region eu-west-1",
  );
  expect(
    commandLineOf(attempt("AssociationExecution", ["i-0a", "i-0b"], "AWS-GatherSoftwareInventory")),
  ).toBe(
    "aws ssm create-association --name AWS-GatherSoftwareInventory --targets Key=InstanceIds,Values=i-0a,i-0b --region eu-west-1",
  );
});

test("what no one command can do is asked of the targets alone", () => {
  const many = Array.from({ length: 51 }, (_, at) => `i-${at}`);
  expect(commandLineOf(attempt("SendCommand", many))).toBe(many.join("\n"));
  expect(commandLineOf(attempt("StartAutomationExecution", ["i-0a"]))).toBe("i-0a");
});

test("nothing aimed at is nothing to ask", () => {
  expect(commandLineOf(attempt("SendCommand", []))).toBeNull();
  expect(commandLineOfAll([])).toBeNull();
});

test("the failures of a group are one call on all of their targets, each once", () => {
  const failures = [attempt("SendCommand", ["i-0a"]), attempt("SendCommand", ["i-0b", "i-0a"])];
  expect(commandLineOfAll(failures)).toContain("--instance-ids i-0a i-0b ");
});

import { describe, expect, test } from "vitest";
import { isOfTarget, kindInText, kindOfStatus, toKind } from "./kind.ts";

test.each([
  ["InvalidInstanceIdException", "InvalidInstanceId"],
  ["invalidinstanceid", "InvalidInstanceId"],
  ["com.amazonaws.ssm#TargetNotConnected", "TargetNotConnected"],
  ["InvalidAutomationExecutionParametersException", "InvalidAutomationExecutionParameters"],
  ["Delivery Timed Out", "DeliveryTimedOut"],
  ["LimitExceeded", "RateExceeded"],
  ["Client.InvalidInstanceID.NotFound", "InvalidInstanceID.NotFound"],
  ["ValidationException", "Validation"],
  ["SomethingNewException", "SomethingNew"],
  ["Exception", "Exception"],
])("%s is the kind %s", (code, kind) => expect(toKind(code)).toBe(kind));

describe("a failure of a target is", () => {
  const document =
    "User: arn:aws:sts::123456789012:assumed-role/x/y is not authorized to perform: ssm:SendCommand on resource: arn:aws:ssm:us-east-1::document/AWS-RunShellScript";
  const node =
    "User: x is not authorized to perform: ssm:SendCommand on resource: arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0 because no identity-based policy allows it";
  test.each<[string, string | null, boolean]>([
    [
      "InvalidInstanceId",
      "Instances [[i-0123456789abcdef0]] not in a valid state for account 123456789012",
      true,
    ],
    ["InvalidInstanceId", "Instances not in a valid state for account", true],
    ["InvalidInstanceId", null, true],
    ["InvalidTarget", "Unsupported Target Type", true],
    ["TargetNotConnected", "i-0123456789abcdef0 is not connected.", true],
    ["AccessDenied", node, true],
    ["AccessDenied", document, false],
    [
      "AccessDenied",
      "User: x is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/sns",
      true,
    ],
    ["AccessDenied", null, true],
    [
      "BadRequest",
      "Enable advanced-instances tier to use Session Manager with your on-premises instances",
      true,
    ],
    ["BadRequest", "The session name is too long", false],
    [
      "Validation",
      "1 validation error detected: Value '[i-12]' at 'instanceIds' failed to satisfy constraint",
      true,
    ],
    [
      "Validation",
      "1 validation error detected: Value '{target=[x]}' at 'parameters' failed to satisfy constraint",
      false,
    ],
    ["Validation", "The comment is too long", false],
    [
      "InvalidAutomationExecutionParameters",
      "Only one resource group or tag can be specified at a time",
      true,
    ],
    ["InvalidAutomationExecutionParameters", "Missing required parameter: InstanceIds in user inputs.", true],
    ["InvalidAutomationExecutionParameters", "The defined assume role is unable to be assumed.", false],
    ["InvalidDocument", "Document i-0123456789abcdef0 does not exist", false],
    ["Throttling", "Rate exceeded", false],
    ["Failed", null, false],
    ["ExecutionTimedOut", null, false],
  ])("%s (%s): %s", (kind, message, isOne) => expect(isOfTarget(kind, message)).toBe(isOne));
});

test.each([
  [
    "An error occurred (InvalidInstanceID.NotFound) when calling the RebootInstances operation: …",
    "InvalidInstanceID.NotFound",
  ],
  [
    "Step fails when it is Execute/Cancelling action. An error occurred (IncorrectInstanceState) when calling the StopInstances operation: …",
    "IncorrectInstanceState",
  ],
  [
    "Command failed with unexpected invocation result: Status=[Undeliverable], ResponseCode=[-1]",
    "Undeliverable",
  ],
  ["Command failed with unexpected invocation result: Status=[Delivery Timed Out]", "DeliveryTimedOut"],
  ["Command failed with unexpected invocation result: Status=[Failed], ResponseCode=[1]", null],
  [
    "Instances [[i-0123456789abcdef0]] not in a valid state for account 123456789012 (Service: Ssm, Status Code: 400)",
    "InvalidInstanceId",
  ],
  ["i-0123456789abcdef0 is not connected.", "TargetNotConnected"],
  ["The provided role does not contain the correct SSM permissions.", null],
  ["No tasks to execute.", null],
  ["", null],
])("in %j, %s is told", (text, kind) => expect(kindInText(text)).toBe(kind));

test("an exit code is no failure of a target, whatever the coarse status says", () => {
  expect(kindOfStatus("Failed", "Failed")).toBeNull();
  expect(kindOfStatus("Delivery Timed Out", "TimedOut")).toBe("DeliveryTimedOut");
  expect(kindOfStatus(undefined, "NoInstancesInTag")).toBe("NoInstancesInTag");
});

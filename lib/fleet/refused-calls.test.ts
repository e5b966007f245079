import { expect, test } from "vitest";
import { aRawBundle, healthyAnswers, nodeId, partsOf } from "../testing/a-bundle.ts";
import { aRefusal, goneId as gone } from "../testing/a-bundle-events.ts";
import { diagnoseBundles } from "./diagnose-bundle.ts";

type Fields = Record<string, unknown>;

const account = "123456789012";
const hybrid = "mi-0123456789abcdef0";
const invalid = (...ids: string[]) =>
  `Instances [[${ids.join(", ")}]] not in a valid state for account ${account}`;
const denied = (action: string, resource: string) =>
  `User: arn:aws:sts::${account}:assumed-role/deploy/run-7 is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
const node = `arn:aws:ec2:eu-west-1:${account}:instance/${nodeId}`;
const topic = `arn:aws:sns:eu-west-1:${account}:ops`;
const tags = [
  { key: "tag:Env", values: ["prod"] },
  { key: "tag:App", values: ["x"] },
];
const to = (...instanceIds: string[]) => ({ documentName: "AWS-RunShellScript", instanceIds });

/** The call and its error as CloudTrail has them; what it is called, why it was, and which targets sank it. */
const cases: [string, string, string | null, Fields, [kind: string, cause: string, guilty: string[]]][] = [
  [
    "SendCommand",
    "InvalidInstanceId",
    "Instances not in a valid state for account",
    to(gone),
    ["InvalidInstanceId", "instance-not-found", [gone]],
  ],
  [
    "SendCommand",
    "InvalidInstanceIdException",
    invalid(gone),
    to(nodeId, gone),
    ["InvalidInstanceId", "instance-not-found", [gone]],
  ],
  [
    "SendCommand",
    "InvalidInstanceId",
    invalid(gone, "i-0ccccccccccccccc3"),
    to(nodeId, gone, "i-0ccccccccccccccc3"),
    ["InvalidInstanceId", "instance-not-found", [gone, "i-0ccccccccccccccc3"]],
  ],
  [
    "SendCommand",
    "Client.InvalidInstanceId",
    null,
    { documentName: "D", targets: [{ key: "Instanceids", values: [nodeId, gone] }] },
    ["InvalidInstanceId", "instance-not-found", [gone]],
  ],
  [
    "SendCommand",
    "ValidationException",
    "1 validation error detected: Value '[i-12]' at 'instanceIds' failed to satisfy constraint: Member must satisfy regular expression pattern: (^i-(\\w{8}|\\w{17})$)|(^mi-\\w{17}$)",
    to("i-12"),
    ["Validation", "target-malformed", ["i-12"]],
  ],
  [
    "SendCommand",
    "InvalidInstanceId",
    null,
    to("i-zzzzzzzzzzzzzzzzz"),
    ["InvalidInstanceId", "target-malformed", ["i-zzzzzzzzzzzzzzzzz"]],
  ],
  [
    "SendCommand",
    "DuplicateInstanceId",
    null,
    to(nodeId, gone, nodeId),
    ["DuplicateInstanceId", "target-duplicate", [nodeId]],
  ],
  [
    "SendCommand",
    "UnsupportedPlatformTypeException",
    null,
    to(nodeId),
    ["UnsupportedPlatformType", "platform-unsupported", []],
  ],
  [
    "SendCommand",
    "InvalidNotificationConfig",
    `Specified topic ARN ${topic} is not valid`,
    to(nodeId),
    ["InvalidNotificationConfig", "notification-invalid", []],
  ],
  [
    "SendCommand",
    "InvalidRole",
    "ServiceRole is not valid",
    to(nodeId),
    ["InvalidRole", "notification-invalid", []],
  ],
  [
    "SendCommand",
    "AccessDenied",
    denied("ssm:SendCommand", node),
    to(nodeId, gone),
    ["AccessDenied", "caller-not-authorized", [nodeId]],
  ],
  [
    "SendCommand",
    "AccessDeniedException",
    denied("iam:PassRole", `arn:aws:iam::${account}:role/sns`),
    { ...to(nodeId), serviceRoleArn: `arn:aws:iam::${account}:role/sns` },
    ["AccessDenied", "caller-not-authorized", []],
  ],
  [
    "SendCommand",
    "ValidationException",
    "1 validation error detected: Value '[failed]' at 'notificationConfig.notificationEvents' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [All, InProgress, Success, TimedOut, Cancelled, Failed]]",
    to(nodeId),
    ["Validation", "notification-invalid", []],
  ],
  [
    "StartChangeRequestExecution",
    "InvalidAutomationExecutionParametersException",
    "Only one resource group or tag can be specified at a time",
    { documentName: "Template", runbooks: [{ documentName: "D", targets: tags }] },
    ["InvalidAutomationExecutionParameters", "target-expression-invalid", ["tag:Env=prod", "tag:App=x"]],
  ],
  [
    "StartSession",
    "TargetNotConnected",
    `${hybrid} is not connected.`,
    { target: hybrid },
    ["TargetNotConnected", "instance-not-found", [hybrid]],
  ],
  [
    "StartSession",
    "BadRequest",
    "Enable advanced-instances tier to use Session Manager with your on-premises instances",
    { target: hybrid },
    ["BadRequest", "advanced-tier-required", [hybrid]],
  ],
  [
    "StartSession",
    "TargetNotConnected",
    "ecs:web_0123_4567 is not connected.",
    { target: "ecs:web_0123_4567" },
    ["TargetNotConnected", "unexplained", []],
  ],
  [
    "CreateAssociation",
    "InvalidTarget",
    "Unsupported Target Type",
    { name: "AWS-RestartEC2Instance", targets: [{ key: "ResourceGroup", values: ["web"] }] },
    ["InvalidTarget", "target-expression-invalid", ["ResourceGroup=web"]],
  ],
  [
    "CreateAssociation",
    "InvalidInstanceIdException",
    `Instance [${gone}] is not valid`,
    { name: "D", instanceId: gone },
    ["InvalidInstanceId", "instance-not-found", [gone]],
  ],
  [
    "UpdateAssociation",
    "InvalidTargetMaps",
    null,
    { associationId: "a-1", targetMaps: [{ InstanceId: [gone] }] },
    ["InvalidTargetMaps", "target-expression-invalid", [gone]],
  ],
  [
    "StartAutomationExecution",
    "InvalidAutomationExecutionParametersException",
    "Only one resource group or tag can be specified at a time",
    { documentName: "D", targetParameterName: "InstanceId", targets: tags },
    ["InvalidAutomationExecutionParameters", "target-expression-invalid", ["tag:Env=prod", "tag:App=x"]],
  ],
  [
    "StartAutomationExecution",
    "InvalidTarget",
    "The target is not valid or not configured for SSM",
    { documentName: "D", targets: [{ key: "ParameterValues", values: [gone] }] },
    ["InvalidTarget", "instance-not-found", [gone]],
  ],
];

test.each(cases)("%s, %s: %s", async (name, code, message, requestParameters, expected) => {
  const errorMessage = message ?? undefined;
  const [kind, cause, guilty] = expected;
  // Some services put the error into the answer.
  const ways = [
    aRefusal(name, code, { errorMessage, requestParameters }),
    aRefusal(name, code, {
      ...{ errorCode: undefined, requestParameters },
      responseElements: { __type: `com.amazonaws.ssm#${code}`, message: message ?? "" },
    }),
  ];
  for (const event of ways) {
    const [failure, ...others] = await failuresOf(event);
    expect(others).toEqual([]);
    expect(failure).toMatchObject({ kind, operation: name, cause: { code: cause } });
    expect(failure!.explained.filter(({ sankCall }) => sankCall).map(({ id }) => id)).toEqual(guilty);
  }
});

async function failuresOf(...Events: Fields[]) {
  const answers = healthyAnswers("nat");
  const { record, channel } = partsOf(answers);
  Object.assign(record, { PingStatus: "Online", LastPingDateTime: "2026-11-01T11:59:00Z" });
  channel.Status = "connected";
  answers["cloudtrail:LookupEvents"] = { Events };
  const json = JSON.parse(JSON.stringify(aRawBundle(answers)));
  return (await diagnoseBundles([{ file: "bundle.json", json }], { withProof: false }))[0]!.failures;
}

test.each<[string, Fields]>([
  ["a throttled call", aRefusal("SendCommand", "ThrottlingException", { requestParameters: to(nodeId) })],
  [
    "a document that may not be used",
    aRefusal("SendCommand", "AccessDenied", {
      errorMessage: denied("ssm:SendCommand", `arn:aws:ssm:eu-west-1:${account}:document/Foo`),
      requestParameters: to(nodeId),
    }),
  ],
  [
    "an invocation that is not there yet",
    aRefusal("GetCommandInvocation", "InvocationDoesNotExist", { requestParameters: { instanceId: nodeId } }),
  ],
  ["an association that is gone", aRefusal("UpdateAssociation", "AssociationDoesNotExist", {})],
  [
    "another service's word for its own targets",
    aRefusal("SendCommand", "InvalidTargetException", { eventSource: "codedeploy.amazonaws.com" }),
  ],
  [
    "a load balancer's targets",
    aRefusal("RegisterTargets", "InvalidTarget", { eventSource: "elasticloadbalancing.amazonaws.com" }),
  ],
])("%s is no failure of a target", async (_, event) => {
  expect(await failuresOf(event)).toEqual([]);
});

test("a hybrid node that is in another Region is not refused for the tier", async () => {
  const text = "Enable advanced-instances tier to use Session Manager with your on-premises instances";
  const events = [
    aRefusal("StartSession", "BadRequest", { errorMessage: text, requestParameters: { target: hybrid } }),
  ];
  const own = aRawBundle({ ...healthyAnswers("nat"), "cloudtrail:LookupEvents": { Events: events } });
  const answers = healthyAnswers("nat");
  Object.assign(partsOf(answers).record, { InstanceId: hybrid, ResourceType: "ManagedInstance" });
  const other = { ...aRawBundle(answers), scope: { partition: "aws", account, region: "us-east-1" } };
  const inputs = [own, other].map((json, index) => ({
    ...{ file: `${index}.json`, json: JSON.parse(JSON.stringify(json)) },
  }));
  const [diagnosis] = await diagnoseBundles(inputs, { withProof: false });
  expect(diagnosis!.failures.map(({ cause }) => [cause.code, cause.sentence])).toEqual([
    ["instance-in-other-scope", expect.stringContaining("us-east-1")],
  ]);
});

test("an instance that another Region has as terminated was there, and is not said to be", async () => {
  const events = [aRefusal("SendCommand", "InvalidInstanceId", { requestParameters: to(gone) })];
  const own = aRawBundle({ ...healthyAnswers("nat"), "cloudtrail:LookupEvents": { Events: events } });
  const answers = healthyAnswers("nat");
  Object.assign(partsOf(answers).instance, { InstanceId: gone, State: { Code: 48, Name: "terminated" } });
  const other = { ...aRawBundle(answers), scope: { partition: "aws", account, region: "us-east-1" } };
  const inputs = [own, other].map((json, index) => ({
    ...{ file: `${index}.json`, json: JSON.parse(JSON.stringify(json)) },
  }));
  const [diagnosis] = await diagnoseBundles(inputs, { withProof: false });
  expect(diagnosis!.failures.map(({ cause }) => cause)).toMatchObject([
    {
      code: "instance-in-other-scope",
      sentence: expect.stringMatching(/was in 123456789012:us-east-1, where it is terminated/),
    },
  ]);
});

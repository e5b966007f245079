import { goneId } from "../conditions/reference-faults.ts";
import { accountIds } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { day, hour, minute } from "../estate.ts";
import type { Caller } from "./callers.ts";
import { callerArn, callers } from "./callers.ts";
import { nodeNamed } from "./fleet-names.ts";
import { hidden, notInValidState, recordRefusal, sendCommandRequest } from "./trail.ts";

const prod = { accountId: accountIds.prod, region: "us-east-1" };
const staging = { accountId: accountIds.staging, region: "us-east-1" };
const data = { accountId: accountIds.data, region: "us-east-1" };
const hybrid = { accountId: accountIds.prod, region: "eu-central-1" };

type Mistake = {
  place: typeof prod;
  name: "SendCommand" | "StartSession" | "StartAutomationExecution" | "CreateAssociation";
  caller: Caller;
  request: Record<string, unknown>;
  error: { code: string; message: string };
  targets: string[];
  code: string;
  /** How long ago, once for each time that it was made. */
  times: number[];
};

/** Calls that were refused for what they said, not for the state of a node. */
export function recordMistakes(estate: Estate): void {
  for (const mistakes of [expressionMistakes, targetMistakes, rightsMistakes]) {
    for (const { times, place, ...mistake } of mistakes(estate)) {
      for (const ago of times) recordRefusal(estate, place, { source: "ssm", ...mistake, ago });
    }
  }
}

/** The pipeline that names ids which are gone sends to them every day. */
export function recordDailyMistake(estate: Estate, ago: number): void {
  const [{ times: _times, place, ...mistake }] = targetMistakes(estate) as [Mistake];
  recordRefusal(estate, place, { source: "ssm", ...mistake, ago });
}

function expressionMistakes(estate: Estate): Mistake[] {
  const api = nodeNamed(estate, prod, "api-31");
  return [
    {
      ...{
        place: prod,
        name: "SendCommand",
        caller: callers.maya,
        code: "target-malformed",
        targets: ["i-0abc12"],
      },
      request: sendCommandRequest("AWS-RunShellScript", { instanceIds: ["i-0abc12"] }),
      error: {
        code: "ValidationException",
        message:
          "1 validation error detected: Value '[i-0abc12]' at 'instanceIds' failed to satisfy constraint: Member must satisfy regular expression pattern: (^i-(\\w{8}|\\w{17})$)|(^mi-\\w{17}$)",
      },
      times: [4 * day + hour, 31 * day],
    },
    {
      ...{
        place: prod,
        name: "SendCommand",
        caller: callers.deploy,
        code: "target-duplicate",
        targets: [api, api],
      },
      request: sendCommandRequest("AWS-RunShellScript", { instanceIds: [api, api] }),
      error: { code: "DuplicateInstanceId", message: `Duplicate instance id: ${api}` },
      times: [2 * day + 3 * hour, 9 * day],
    },
    {
      ...{
        place: data,
        name: "StartAutomationExecution",
        caller: callers.cron,
        code: "target-expression-invalid",
      },
      targets: ["tag:Service=etl", "tag:Env=prod"],
      request: {
        documentName: "AWS-RestartEC2Instance",
        targetParameterName: "InstanceId",
        targets: [
          { key: "tag:Service", values: ["etl"] },
          { key: "tag:Env", values: ["prod"] },
        ],
        parameters: hidden,
      },
      error: {
        code: "InvalidAutomationExecutionParametersException",
        message: "Only one resource group or tag can be specified at a time",
      },
      times: [7 * hour, day + 7 * hour, 2 * day + 7 * hour, 15 * day],
    },
    {
      ...{
        place: staging,
        name: "CreateAssociation",
        caller: callers.terraform,
        code: "target-expression-invalid",
      },
      targets: ["ResourceGroup=stg-web"],
      request: { name: "AWS-StopEC2Instance", targets: [{ key: "ResourceGroup", values: ["stg-web"] }] },
      error: { code: "InvalidTarget", message: "Unsupported Target Type" },
      times: [3 * day, 3 * day + 12 * minute],
    },
  ];
}

function targetMistakes(estate: Estate): Mistake[] {
  const foreign = nodeNamed(estate, { ...prod, region: "eu-west-1" }, "ledger-81");
  const windows = nodeNamed(estate, prod, "dc-31");
  const gone = ["api-21", "api-22", "api-23"].map((name) =>
    goneId(estate, prod.accountId, prod.region, name),
  );
  const scratch = [goneId(estate, data.accountId, data.region, "spark-41")];
  const terminated = nodeNamed(estate, prod, "api-5");
  const fine = nodeNamed(estate, prod, "search-51");
  const command = (document: string, ids: string[]) => ({
    request: sendCommandRequest(document, { instanceIds: ids }),
    targets: ids,
  });
  const invalid = (ids: string[]) => ({
    error: { code: "InvalidInstanceId", message: notInValidState(ids, prod.accountId) },
  });
  const send = { place: prod, name: "SendCommand" as const };
  return [
    {
      ...{
        ...send,
        caller: callers.deploy,
        code: "instance-not-found",
        ...command("AWS-RunShellScript", gone),
        ...invalid(gone),
      },
      times: Array.from({ length: 28 }, (_, index) => index * day + 5 * hour),
    },
    {
      ...{ ...send, place: data, caller: callers.rules, code: "instance-not-found" },
      ...command("AWS-RunShellScript", scratch),
      error: { code: "InvalidInstanceId", message: notInValidState(scratch, data.accountId) },
      times: [1, 2, 3, 4, 5, 6, 7].map((nights) => nights * day),
    },
    {
      ...{
        ...send,
        caller: callers.deploy,
        code: "instance-terminated",
        ...command("AWS-RunPatchBaseline", [terminated]),
        ...invalid([terminated]),
      },
      times: [9 * minute, 17 * minute],
    },
    {
      ...{
        ...send,
        caller: callers.jonas,
        code: "instance-in-other-scope",
        ...command("AWS-UpdateSSMAgent", [foreign]),
        ...invalid([foreign]),
      },
      times: [day, 6 * day, 40 * day],
    },
    {
      ...{
        place: prod,
        name: "StartSession",
        caller: callers.priya,
        code: "instance-in-other-scope",
        targets: [foreign],
      },
      request: { target: foreign },
      error: { code: "TargetNotConnected", message: `${foreign} is not connected.` },
      times: [day + 20 * minute],
    },
    {
      ...{
        ...send,
        caller: callers.cron,
        code: "platform-unsupported",
        ...command("AWS-ApplyAnsiblePlaybooks", [windows]),
      },
      error: {
        code: "UnsupportedPlatformType",
        message: "Document AWS-ApplyAnsiblePlaybooks does not support platform Windows",
      },
      times: [10 * day, 11 * day],
    },
    {
      ...{
        ...send,
        caller: callers.maya,
        code: "unexplained",
        ...command("AWS-RunShellScript", [fine]),
        ...invalid([fine]),
      },
      times: [37 * day, 37 * day + 3 * minute],
    },
  ];
}

function rightsMistakes(estate: Estate): Mistake[] {
  const ledger = nodeNamed(estate, prod, "ledger-82");
  const worker = nodeNamed(estate, prod, "worker-51");
  const laptop = nodeNamed(estate, hybrid, "laptop-1");
  const arn = callerArn(prod.accountId, callers.jonas);
  const denied = (action: string) =>
    `User: ${arn} is not authorized to perform: ${action} on resource: arn:aws:ec2:us-east-1:${prod.accountId}:instance/${ledger} because no identity-based policy allows the ${action} action`;
  return [
    {
      ...{
        place: prod,
        name: "SendCommand",
        caller: callers.jonas,
        code: "caller-not-authorized",
        targets: [ledger],
      },
      request: sendCommandRequest("AWS-RunShellScript", { instanceIds: [ledger] }),
      error: { code: "AccessDenied", message: denied("ssm:SendCommand") },
      times: [8 * hour, 8 * hour + 2 * minute, 12 * day],
    },
    {
      ...{
        place: prod,
        name: "StartSession",
        caller: callers.jonas,
        code: "caller-not-authorized",
        targets: [ledger],
      },
      request: { target: ledger },
      error: { code: "AccessDenied", message: denied("ssm:StartSession") },
      times: [8 * hour + 5 * minute],
    },
    {
      ...{
        place: prod,
        name: "SendCommand",
        caller: callers.deploy,
        code: "notification-invalid",
        targets: [worker],
      },
      request: {
        ...sendCommandRequest("AWS-RunShellScript", { instanceIds: [worker] }),
        notificationConfig: {
          notificationArn: "arn:aws:sns:us-east-1:210987654321:deploys-old",
          notificationEvents: ["Failed"],
          notificationType: "Invocation",
        },
      },
      error: { code: "InvalidNotificationConfig", message: "The specified SNS topic ARN is not valid." },
      times: [5 * day, 5 * day + hour],
    },
    {
      ...{
        place: prod,
        name: "SendCommand",
        caller: callers.deploy,
        code: "notification-invalid",
        targets: [worker],
      },
      request: {
        ...sendCommandRequest("AWS-RunShellScript", { instanceIds: [worker] }),
        serviceRoleArn: `arn:aws:iam::${prod.accountId}:role/deploy`,
      },
      error: { code: "InvalidRole", message: "The role is not trusted by ssm.amazonaws.com." },
      times: [5 * day + 2 * hour],
    },
    {
      ...{
        place: hybrid,
        name: "StartSession",
        caller: callers.maya,
        code: "advanced-tier-required",
        targets: [laptop],
      },
      request: { target: laptop },
      error: {
        code: "BadRequest",
        message: "Enable advanced-instances tier to use Session Manager with your on-premises instances",
      },
      times: [3 * day + 4 * hour],
    },
  ];
}

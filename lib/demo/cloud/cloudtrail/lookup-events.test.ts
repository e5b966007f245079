import {
  CloudTrailClient,
  type LookupAttribute,
  LookupEventsCommand,
  type LookupEventsRequest,
  paginateLookupEvents,
} from "@aws-sdk/client-cloudtrail";
import { AttachRolePolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  DescribeInstanceInformationCommand,
  GetCommandInvocationCommand,
  SendCommandCommand,
  SSMClient,
  StartAutomationExecutionCommand,
} from "@aws-sdk/client-ssm";
import { describe, expect, test } from "vitest";
import { addNode, addRole, aWorld, clientOptions, handClock, testAccount } from "../../testing/a-world.ts";

const minute = 60_000;
const web = "i-0000000000000000a";
const unknown = "i-0000000000000000e";

function aFleet(speed = 1) {
  const small = aWorld(handClock(speed));
  addNode(small, web);
  addRole(small, "node");
  const options = clientOptions(small);
  const trail = new CloudTrailClient(options);
  const lookUp = async (request: Partial<LookupEventsRequest> = {}) =>
    (await trail.send(new LookupEventsCommand(request))).Events ?? [];
  const recordOf = async (name: string) => {
    const LookupAttributes: LookupAttribute[] = [{ AttributeKey: "EventName", AttributeValue: name }];
    const [event] = await lookUp({ LookupAttributes });
    return event && JSON.parse(event.CloudTrailEvent ?? "");
  };
  return { small, options, ssm: new SSMClient(options), trail, lookUp, recordOf };
}

const send = (InstanceIds: string[]) =>
  new SendCommandCommand({
    DocumentName: "AWS-RunShellScript",
    InstanceIds,
    Parameters: { commands: ["secret"] },
  });

describe("the trail", () => {
  test("keeps a refused command with its error, its targets and no parameter", async () => {
    const { small, ssm, recordOf } = aFleet();
    await expect(ssm.send(send([web, unknown]))).rejects.toThrow();
    small.clock.forward(10 * minute);
    expect(await recordOf("SendCommand")).toMatchObject({
      eventSource: "ssm.amazonaws.com",
      errorCode: "InvalidInstanceId",
      errorMessage: `Instances [[${unknown}]] not in a valid state for account ${testAccount}`,
      requestParameters: {
        documentName: "AWS-RunShellScript",
        instanceIds: [web, unknown],
        parameters: "HIDDEN_DUE_TO_SECURITY_REASONS",
      },
      responseElements: null,
      readOnly: false,
      awsRegion: "eu-west-1",
      recipientAccountId: testAccount,
    });
  });

  test("spells the error the other way when the switch says so", async () => {
    const { small, ssm, recordOf } = aFleet();
    small.world.unconfirmed = { U1_trailErrorCode: "exception" };
    await expect(ssm.send(send([unknown]))).rejects.toThrow();
    small.clock.forward(10 * minute);
    expect(await recordOf("SendCommand")).toMatchObject({ errorCode: "InvalidInstanceIdException" });
  });

  test("keeps a command that was taken with its id, and hides the parameters of the answer too", async () => {
    const { small, ssm, recordOf } = aFleet();
    const { Command } = await ssm.send(send([web]));
    small.clock.forward(10 * minute);
    const record = await recordOf("SendCommand");
    expect(record.responseElements.command.commandId).toBe(Command?.CommandId);
    expect(JSON.stringify(record)).not.toContain("secret");
  });

  test("hides an automation's parameters key by key", async () => {
    const { small, ssm, recordOf } = aFleet();
    await ssm.send(
      new StartAutomationExecutionCommand({
        DocumentName: "AWS-StopEC2Instance",
        Parameters: { InstanceId: [web] },
      }),
    );
    small.clock.forward(10 * minute);
    expect((await recordOf("StartAutomationExecution")).requestParameters.parameters).toEqual({
      InstanceId: ["HIDDEN_DUE_TO_SECURITY_REASONS"],
    });
  });

  test("shows an event five minutes later, or a speed-th of that", async () => {
    const { small, ssm, lookUp } = aFleet(60);
    await ssm.send(send([web]));
    small.clock.forward(2000);
    expect(await lookUp()).toHaveLength(0);
    small.clock.forward(4000);
    expect(await lookUp()).toHaveLength(1);
  });

  test("leaves reads out, but for a refused look at a command's target", async () => {
    const { small, ssm, lookUp } = aFleet();
    await ssm.send(new DescribeInstanceInformationCommand({}));
    const read = new GetCommandInvocationCommand({
      CommandId: "00000000-0000-4000-8000-000000000000",
      InstanceId: unknown,
    });
    await expect(ssm.send(read)).rejects.toThrow();
    small.clock.forward(10 * minute);
    expect((await lookUp()).map(({ EventName }) => EventName)).toEqual(["GetCommandInvocation"]);
  });

  test("of a global service is the one of us-east-1", async () => {
    const { small, options } = aFleet();
    const PolicyArn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";
    await new IAMClient(options).send(new AttachRolePolicyCommand({ RoleName: "node", PolicyArn }));
    small.clock.forward(10 * minute);
    const { Events } = await new CloudTrailClient({ ...options, region: "us-east-1" }).send(
      new LookupEventsCommand({}),
    );
    expect(Events).toMatchObject([{ EventName: "AttachRolePolicy", EventSource: "iam.amazonaws.com" }]);
  });
});

describe("LookupEvents", () => {
  test("shows the newest first, fifty a page, each once", async () => {
    const { small, ssm, trail } = aFleet();
    for (let count = 0; count < 60; count++) {
      await ssm.send(send([web]));
      small.clock.forward(1000);
    }
    small.clock.forward(10 * minute);
    const pages: Date[][] = [];
    for await (const { Events = [] } of paginateLookupEvents({ client: trail }, {}))
      pages.push(Events.map(({ EventTime }) => EventTime as Date));
    expect(pages.map(({ length }) => length)).toEqual([50, 10]);
    const times = pages.flat().map((time) => time.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(new Set(times).size).toBe(60);
  });

  test("keeps to a range of time", async () => {
    const { small, ssm, lookUp } = aFleet();
    await ssm.send(send([web]));
    small.clock.forward(60 * minute);
    await ssm.send(send([web]));
    small.clock.forward(60 * minute);
    const StartTime = new Date(small.clock.now() - 90 * minute);
    expect(await lookUp({ StartTime })).toHaveLength(1);
    expect(await lookUp({ EndTime: StartTime })).toHaveLength(1);
    await expect(lookUp({ StartTime, EndTime: new Date(0) })).rejects.toMatchObject({
      name: "InvalidTimeRangeException",
    });
  });

  test("takes one attribute", async () => {
    const { lookUp } = aFleet();
    const attribute: LookupAttribute = { AttributeKey: "EventName", AttributeValue: "SendCommand" };
    await expect(lookUp({ LookupAttributes: [attribute, attribute] })).rejects.toMatchObject({
      name: "InvalidLookupAttributesException",
    });
    await expect(lookUp({ MaxResults: 51 })).rejects.toMatchObject({ name: "InvalidMaxResultsException" });
  });
});

import * as autoScaling from "@aws-sdk/client-auto-scaling";
import * as cloudTrail from "@aws-sdk/client-cloudtrail";
import * as ec2 from "@aws-sdk/client-ec2";
import * as eventBridge from "@aws-sdk/client-eventbridge";
import * as iam from "@aws-sdk/client-iam";
import * as organizations from "@aws-sdk/client-organizations";
import * as resourceGroups from "@aws-sdk/client-resource-groups";
import * as route53 from "@aws-sdk/client-route-53";
import * as ssm from "@aws-sdk/client-ssm";
import * as sts from "@aws-sdk/client-sts";
import type { SchemaRef } from "@smithy/types";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { Operation } from "../cloud/operation.ts";
import { operations } from "../cloud/operations.ts";
import type { ServiceName } from "../cloud/service.ts";
import { inProcess } from "../testing/in-process.ts";
import { accessKeyId, smallWorld } from "../testing/small-world.ts";
import { valuesOf } from "../testing/values-of.ts";

// The wire carries any value of its type; what AWS's models refuse of them is told elsewhere.
vi.mock("./check-input.ts", () => ({ checkInput() {} }));

type Client = { send(command: unknown): Promise<Record<string, unknown>>; destroy(): void };
type ClientClass = new (options: object) => Client;
type CommandClass = new (input: unknown) => unknown;
type Sdk = { client: unknown; commands: object };

const sdks: Record<ServiceName, Sdk> = {
  ec2: { client: ec2.EC2Client, commands: ec2 },
  sts: { client: sts.STSClient, commands: sts },
  iam: { client: iam.IAMClient, commands: iam },
  autoscaling: { client: autoScaling.AutoScalingClient, commands: autoScaling },
  ssm: { client: ssm.SSMClient, commands: ssm },
  cloudtrail: { client: cloudTrail.CloudTrailClient, commands: cloudTrail },
  events: { client: eventBridge.EventBridgeClient, commands: eventBridge },
  organizations: { client: organizations.OrganizationsClient, commands: organizations },
  route53: { client: route53.Route53Client, commands: route53 },
  "resource-groups": { client: resourceGroups.ResourceGroupsClient, commands: resourceGroups },
};

/** A client whose calls end in one handler that answers with `output` and keeps what it was asked. */
function conversation(operation: Operation) {
  const heard: { input?: unknown; output: unknown } = { output: undefined };
  const echo: Operation = {
    ...operation,
    mutates: false,
    handle(_context, input) {
      heard.input = input;
      return heard.output;
    },
  };
  const { requestHandler } = inProcess(smallWorld(), [echo]);
  const { client, commands } = sdks[operation.service];
  const sender = new (client as ClientClass)({
    region: "eu-west-1",
    endpoint: "http://127.0.0.1",
    credentials: { accessKeyId, secretAccessKey: "any" },
    requestHandler,
    maxAttempts: 1,
  });
  const Command = (commands as Record<string, CommandClass>)[`${operation.name}Command`] as CommandClass;
  return { heard, send: (input: unknown) => sender.send(new Command(input)) };
}

/** No dry run: its answer is an error. */
const fixed = { DryRun: false };

function sentSchema(operation: Operation): SchemaRef {
  return operation.schema[4];
}

describe.each(operations.map((operation) => [operation.action, operation] as const))(
  "%s",
  (_action, operation) => {
    test("a handler sees the input that the client was given, and the client the handler's output", async () => {
      const { heard, send } = conversation(operation);
      const inputs = valuesOf(sentSchema(operation), { fixed, isInput: true });
      const outputs = valuesOf(operation.schema[5]);
      await fc.assert(
        fc.asyncProperty(inputs, outputs, async (input, output) => {
          heard.output = output;
          const { $metadata, ...received } = await send(structuredClone(input));
          expect(heard.input).toEqual(input);
          expect(received).toEqual(output);
          expect($metadata).toMatchObject({ httpStatusCode: 200, requestId: expect.any(String) });
        }),
        { numRuns: 10, seed: 1 },
      );
    });
  },
);

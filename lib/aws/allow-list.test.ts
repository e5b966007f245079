import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
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
import { afterAll, beforeAll, expect, test } from "vitest";
import { type WriteOperation, writeOperations } from "../model/write-operation.ts";
import { connect } from "./connection.ts";
import type { Clients, Service } from "./operation.ts";
import { operations } from "./operations.ts";
import { connectForWriting } from "./write-connection.ts";

const packages: Record<Service, object> = {
  autoscaling: autoScaling,
  cloudtrail: cloudTrail,
  ec2,
  events: eventBridge,
  iam,
  organizations,
  "resource-groups": resourceGroups,
  route53,
  ssm,
  sts,
};

type Command = { service: Service; operation: string; make(): unknown };

/** Every command that the SDK has for a service that Muster speaks to. */
const commands: Command[] = Object.entries(packages).flatMap(([service, exported]) =>
  Object.entries(exported)
    .filter(([name]) => /^[A-Z]\w+Command$/.test(name))
    .map(([name, CommandClass]) => ({
      service: service as Service,
      operation: `${service}:${name.replace(/Command$/, "")}`,
      make: () => new CommandClass({}),
    })),
);

const scope = { partition: "aws", account: "123456789012", region: "eu-west-1" };
const credentials = async () => ({ accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" });

/** An endpoint that notes what reaches it, and answers nothing that could be mistaken for AWS. */
const arrived: string[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks).toString();
    const target = String(request.headers["x-amz-target"] ?? "")
      .split(".")
      .at(-1);
    arrived.push(target || new URLSearchParams(body).get("Action") || `${request.method} ${request.url}`);
    response.writeHead(501).end();
  });
});
let endpoint: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

/** Sends the command and says whether it was refused before it left. */
async function isHeldBack(clients: Clients, { service, make }: Command): Promise<boolean> {
  const client = clients[service] as unknown as { send(command: unknown): Promise<unknown> };
  const error = await client.send(make()).catch((reason: unknown) => reason);
  return error instanceof Error && error.name === "NotOnTheList";
}

test("the SDK's commands are really tried", () => {
  expect(commands.length).toBeGreaterThan(1_200);
  for (const operation of writeOperations)
    expect(commands.map((command) => command.operation)).toContain(operation);
});

test("of all commands of the SDK, a client that reads lets through the reads on the list, and entering an account", async () => {
  const connection = connect({ endpoint, credentials: credentials });
  const clients = connection.clients(scope);
  arrived.length = 0;
  const passed: string[] = [];
  for (const command of commands) if (!(await isHeldBack(clients, command))) passed.push(command.operation);
  expect(passed.toSorted()).toEqual([...Object.keys(operations), "sts:AssumeRole"].sort());
  // What reached the server is no more than that, whatever the client said.
  expect(arrived).toEqual(expect.arrayContaining(["DescribeInstances", "GetServiceSetting"]));
  expect(arrived.filter((action) => isMutating(action))).toEqual([]);
  connection.close();
});

test("a client that changes lets through the operations of the allowed fixes and nothing else", async () => {
  const allowed: WriteOperation[] = ["ec2:CreateRoute", "iam:AttachRolePolicy"];
  const connection = connectForWriting({
    ...{ endpoint, credentials, operations: allowed },
    accounts: [{ account: scope.account, roleArn: "arn:aws:iam::123456789012:role/Apply" }],
  });
  const writer = connection.writer(scope);
  for (const operation of [...writeOperations, ...commands.map((command) => command.operation)]) {
    arrived.length = 0;
    const error = await writer.send(operation as WriteOperation, {}).catch((reason: unknown) => reason);
    const isAllowed = allowed.includes(operation as WriteOperation);
    expect((error as Error).name, operation).toBe(isAllowed ? "WriteError" : "NotOnTheList");
    expect(arrived, operation).toEqual(isAllowed ? ["AssumeRole"] : []);
  }
  connection.close();
});

test("an account without a role of its own for changes is not changed", async () => {
  const connection = connectForWriting({
    ...{ endpoint, credentials, operations: writeOperations, accounts: [] },
  });
  arrived.length = 0;
  await expect(connection.writer(scope).send("ec2:CreateRoute", {})).rejects.toMatchObject({
    name: "NotOnTheList",
  });
  expect(arrived).toEqual([]);
  connection.close();
});

/** Nothing that begins like this changes anything; REST services have the verb instead. */
function isMutating(action: string): boolean {
  return !/^(?:Describe|Get|List|Lookup|Simulate|AssumeRole$|GET |POST \/list-group-resources|POST \/groups-list)/.test(
    action,
  );
}

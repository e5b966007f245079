import { DescribeHostsCommand, DescribeInstancesCommand, StartInstancesCommand } from "@aws-sdk/client-ec2";
import { GetRoleCommand, ListUsersCommand } from "@aws-sdk/client-iam";
import { CreateOpsMetadataCommand, DescribeInstanceInformationCommand } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type RunningEndpoint, startEndpoint } from "./server.ts";
import { clientsFor } from "./testing/clients.ts";
import { accountId, idOf, otherAccountId, smallWorld } from "./testing/small-world.ts";

let endpoint: RunningEndpoint;
let clients: ReturnType<typeof clientsFor>;

beforeEach(async () => {
  endpoint = await startEndpoint({ world: () => smallWorld({ instances: 7 }), port: 0 });
  clients = clientsFor(endpoint.url);
});

afterEach(async () => {
  for (const client of Object.values(clients)) client.destroy();
  await endpoint.close();
});

const instances = () => clients.ec2.send(new DescribeInstancesCommand({}));
const nodes = () => clients.ssm.send(new DescribeInstanceInformationCommand({}));
const role = () => clients.iam.send(new GetRoleCommand({ RoleName: "web" }));

async function set(name: string, value: unknown) {
  const answer = await fetch(`${endpoint.url}/_demo/${name}`, { method: "PUT", body: JSON.stringify(value) });
  expect(answer.status).toBe(200);
}

describe("refusals have the code and status that each protocol's client expects", () => {
  test("an operation that does not exist here", async () => {
    await expect(clients.ec2.send(new DescribeHostsCommand({}))).rejects.toMatchObject({
      name: "InvalidAction",
      message: "The action DescribeHosts is not valid for this web service.",
    });
    await expect(clients.iam.send(new ListUsersCommand({}))).rejects.toMatchObject({ name: "InvalidAction" });
    const create = new CreateOpsMetadataCommand({ ResourceId: "r" });
    await expect(clients.ssm.send(create)).rejects.toMatchObject({ name: "UnknownOperationException" });
  });

  test("an access key that belongs to nobody", async () => {
    clients = clientsFor(endpoint.url, { credentials: { accessKeyId: "AKIANOBODY", secretAccessKey: "x" } });
    await expect(instances()).rejects.toMatchObject({
      name: "AuthFailure",
      $metadata: { httpStatusCode: 401 },
    });
    await expect(nodes()).rejects.toMatchObject({ name: "UnrecognizedClientException" });
    await expect(role()).rejects.toMatchObject({
      name: "InvalidClientTokenId",
      $metadata: { httpStatusCode: 403 },
    });
  });

  test("a Region that the account has not enabled, but not for a global service", async () => {
    clients = clientsFor(endpoint.url, { region: "ap-east-1" });
    await expect(instances()).rejects.toMatchObject({ name: "AuthFailure" });
    await expect(nodes()).rejects.toMatchObject({ name: "UnrecognizedClientException" });
    await expect(clients.sts.send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({
      Account: accountId,
    });
  });

  test("a request that nobody signed", async () => {
    const query = await fetch(`${endpoint.url}/?Action=DescribeInstances&Version=2016-11-15`);
    expect(await query.text()).toContain("<Code>MissingAuthenticationToken</Code>");
    const json = await fetch(endpoint.url, {
      method: "POST",
      headers: { "x-amz-target": "AmazonSSM.ListCommands" },
    });
    expect(await json.json()).toMatchObject({ __type: "MissingAuthenticationTokenException" });
  });

  test("an action that is denied, only where it is", async () => {
    const rules = [
      { action: "ec2:DescribeInstances", region: "eu-west-1" },
      { action: "iam:Get*" },
      { action: "ssm:*" },
    ];
    await set("denied", { rules });
    await expect(instances()).rejects.toMatchObject({
      name: "UnauthorizedOperation",
      $metadata: { httpStatusCode: 403 },
    });
    await expect(role()).rejects.toMatchObject({ name: "AccessDenied", $metadata: { httpStatusCode: 403 } });
    await expect(nodes()).rejects.toMatchObject({ name: "AccessDeniedException" });
    const elsewhere = clientsFor(endpoint.url, { region: "us-east-1" }).ec2;
    await expect(elsewhere.send(new DescribeInstancesCommand({}))).resolves.toMatchObject({
      Reservations: [],
    });
  });

  test("a call that comes too soon", async () => {
    await set("quotas", { enabled: true, scale: 0.02 });
    await instances();
    await expect(instances()).rejects.toMatchObject({ name: "RequestLimitExceeded" });
    await set("faults", { rules: [{ kind: "throttle", action: "ssm:*" }] });
    await expect(nodes()).rejects.toMatchObject({ name: "ThrottlingException" });
  });

  test("a dry run that would have worked, and one that is denied", async () => {
    const start = new StartInstancesCommand({ InstanceIds: [idOf("i", 1)], DryRun: true });
    await expect(clients.ec2.send(start)).rejects.toMatchObject({
      name: "DryRunOperation",
      $metadata: { httpStatusCode: 412 },
    });
    await set("denied", { rules: [{ action: "ec2:StartInstances" }] });
    await expect(clients.ec2.send(start)).rejects.toMatchObject({ name: "UnauthorizedOperation" });
  });
});

test("a connection is kept for a minute, as a caller on a busy machine may be that slow", async () => {
  expect((await fetch(`${endpoint.url}/_demo`)).headers.get("keep-alive")).toBe("timeout=60");
});

describe("answers that are none of AWS's", () => {
  test("an HTML page, an empty body and a torn connection reach the caller as they are", async () => {
    await set("faults", { rules: [{ kind: "html", action: "ec2:*" }] });
    await expect(instances()).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
    await set("faults", { rules: [{ kind: "empty", action: "ec2:*" }] });
    expect((await instances()).Reservations).toBeUndefined();
    await set("faults", { rules: [{ kind: "reset", action: "ec2:*" }] });
    await expect(instances()).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  test("an answer in JSON is torn without a warning of the SDK on the demo's terminal", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    await set("faults", { rules: [{ kind: "reset", action: "ssm:*" }] });
    await expect(nodes()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  test("a call that hangs ends with the endpoint", async () => {
    await set("faults", { rules: [{ kind: "hang", action: "ec2:*" }] });
    const waiting = instances().catch((error: unknown) => error);
    await nodes();
    await endpoint.close();
    expect(await waiting).toBeInstanceOf(Error);
  });

  test("a fault with a limit stops striking after it", async () => {
    await set("faults", { rules: [{ kind: "error", action: "ec2:*", times: 2 }] });
    await expect(instances()).rejects.toMatchObject({ name: "InternalError", $fault: "server" });
    await expect(instances()).rejects.toThrow();
    expect((await instances()).Reservations).toHaveLength(7);
  });
});

describe("sessions", () => {
  const RoleArn = `arn:aws:iam::${otherAccountId}:role/muster-reader`;
  const assume = (ExternalId?: string) =>
    clients.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "roll-call", ExternalId }));

  test("an assumed role's credentials act in the role's account", async () => {
    const { Credentials: given } = await assume("roll-call");
    const credentials = {
      accessKeyId: given?.AccessKeyId ?? "",
      secretAccessKey: given?.SecretAccessKey ?? "",
      sessionToken: given?.SessionToken,
    };
    const assumed = clientsFor(endpoint.url, { credentials });
    expect(await assumed.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: otherAccountId,
      Arn: `arn:aws:sts::${otherAccountId}:assumed-role/muster-reader/roll-call`,
    });
    await set("faults", { rules: [], expireSessions: true });
    const expired = assumed.ssm.send(new DescribeInstanceInformationCommand({}));
    await expect(expired).rejects.toMatchObject({ name: "ExpiredTokenException" });
    await expect(nodes()).resolves.toBeDefined();
    const forged = clientsFor(endpoint.url, { credentials: { ...credentials, sessionToken: "forged" } });
    await expect(forged.sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: "InvalidClientTokenId",
    });
  });

  test.each([undefined, "wrong"])(
    "the external id %s does not open a role that demands another",
    async (externalId) => {
      await expect(assume(externalId)).rejects.toMatchObject({ name: "AccessDenied" });
    },
  );
});

describe("/_demo", () => {
  test("lists what there is, each with what may be put", async () => {
    const listed = (await (await fetch(`${endpoint.url}/_demo`)).json()) as { path: string }[];
    for (const { path } of listed.filter(({ path }) => !path.endsWith("/reset"))) {
      expect((await fetch(`${endpoint.url}${path}`)).status).toBe(200);
    }
    expect(listed.map(({ path }) => path)).toContain("/_demo/switches");
  });

  test.each([
    ["speed", { speed: 0 }],
    ["faults", { rules: [{ kind: "flood" }] }],
    ["denied", { rules: [{ action: "everything" }] }],
    ["switches", { U99: true }],
    ["latency", "no object"],
  ])("refuses a %s that makes no sense and changes nothing", async (name, value) => {
    const before = await (await fetch(`${endpoint.url}/_demo/${name}`)).text();
    const answer = await fetch(`${endpoint.url}/_demo/${name}`, {
      method: "PUT",
      body: JSON.stringify(value),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: expect.any(String), example: expect.anything() });
    expect(await (await fetch(`${endpoint.url}/_demo/${name}`)).text()).toBe(before);
  });

  test("a reset brings back the first world and the first settings", async () => {
    await set("denied", { rules: [{ action: "ec2:DescribeInstances" }] });
    await expect(instances()).rejects.toThrow();
    expect((await fetch(`${endpoint.url}/_demo/reset`, { method: "POST" })).status).toBe(200);
    expect((await instances()).Reservations).toHaveLength(7);
  });

  test("a request under a foreign name is refused", async () => {
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      request(`${endpoint.url}/_demo`, { headers: { host: "muster.example.com" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(403);
  });
});

import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { demoAccounts, demoCredentials } from "../demo/fleet/demo-accounts.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import { connectForWriting, type WriteConnection } from "./write-connection.ts";

const [prod] = demoAccounts;
const scope = { account: prod!.id, region: "us-east-1" };
const action = "ec2:AuthorizeSecurityGroupEgress";

let endpoint: DemoEndpoint;
let connection: WriteConnection;
let GroupId: string;

beforeAll(async () => {
  endpoint = await startDemoEndpoint({ nodes: 300 });
  [GroupId = ""] = endpoint.world.accounts
    .get(scope.account)!
    .regions.get(scope.region)!
    .ec2.securityGroups.keys();
  connection = connectTo();
});
afterEach(async () => {
  await endpoint.set("faults", { rules: [], expireSessions: false });
  await endpoint.set("denied", { rules: [] });
});
afterAll(async () => {
  connection.close();
  await endpoint.close();
});

const connectTo = (options: { roleArn?: string; timeoutMs?: number } = {}) =>
  connectForWriting({
    endpoint: endpoint.url,
    credentials: async () => demoCredentials,
    accounts: [{ account: scope.account, roleArn: options.roleArn ?? prod!.applyRoleArn }],
    operations: [action],
    timeoutMs: options.timeoutMs,
  });
const permission = (port: number) => ({
  GroupId,
  IpPermissions: [{ IpProtocol: "tcp", FromPort: port, ToPort: port, IpRanges: [{ CidrIp: "10.0.0.0/8" }] }],
});
const failing = async (port: number, by = connection) =>
  by
    .writer(scope)
    .send(action, permission(port))
    .then(
      () => expect.unreachable("it was done"),
      (error: unknown) => error,
    );

test("a call is sent by the role for changes, and answered with AWS's own answer", async () => {
  const answer = await connection.writer(scope).send(action, permission(8_001));
  expect(answer).toMatchObject({ Return: true, $metadata: { requestId: expect.any(String) } });
});

test("a call that is never answered ends in its time, and may be done", async () => {
  const impatient = connectTo({ timeoutMs: 300 });
  await endpoint.set("faults", { rules: [{ kind: "hang", rate: 1, action }] });
  expect(await failing(8_002, impatient)).toMatchObject({
    ...{ name: "WriteError", operation: action, mayBeDone: true, reason: "failed" },
  });
  impatient.close();
});

test.each([
  ["reset", { mayBeDone: true }],
  ["html", { mayBeDone: true }],
  ["empty", { mayBeDone: true }],
  ["error", { mayBeDone: true, code: "InternalError" }],
  ["throttle", { mayBeDone: false, reason: "throttled" }],
] as const)("a call that meets %s is sent once, and says whether it may be done", async (kind, told) => {
  await endpoint.set("faults", { rules: [{ kind, rate: 1, times: 1, action }] });
  expect(await failing(8_002)).toMatchObject({ name: "WriteError", operation: action, ...told });
});

test("credentials that have expired change nothing, and the next call has new ones", async () => {
  await endpoint.set("faults", { rules: [], expireSessions: true });
  expect(await failing(8_003)).toMatchObject({ reason: "expired-credentials", mayBeDone: false });
  await endpoint.set("faults", { rules: [], expireSessions: false });
  await expect(connection.writer(scope).send(action, permission(8_003))).resolves.toBeDefined();
});

test("a role that may not be assumed changes nothing", async () => {
  const other = connectTo({ roleArn: `arn:aws:iam::${scope.account}:role/nobody` });
  await expect(other.writer(scope).send(action, permission(8_004))).rejects.toMatchObject({
    name: "WriteError",
    code: "AccessDenied",
    mayBeDone: false,
  });
  other.close();
});

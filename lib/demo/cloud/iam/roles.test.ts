import {
  AddRoleToInstanceProfileCommand,
  AttachRolePolicyCommand,
  CreateInstanceProfileCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetInstanceProfileCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  paginateListRoles,
  RemoveRoleFromInstanceProfileCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, test } from "vitest";
import { addRole, aWorld, clientOptions, trustOf } from "../../testing/a-world.ts";
import { awsManagedPolicyArn } from "./aws-managed-policies.ts";

const RoleName = "node";
const PolicyArn = awsManagedPolicyArn("AmazonSSMManagedInstanceCore");

function anAccount() {
  const small = aWorld();
  const role = addRole(small, RoleName);
  return { small, role, client: new IAMClient(clientOptions(small)) };
}

const decoded = (document: string | undefined) => JSON.parse(decodeURIComponent(document ?? ""));

describe("a role", () => {
  test("prints its trust percent-encoded, and takes another", async () => {
    const { client } = anAccount();
    const read = async () =>
      (await client.send(new GetRoleCommand({ RoleName }))).Role?.AssumeRolePolicyDocument;
    expect(await read()).not.toContain("{");
    expect(decoded(await read())).toEqual(trustOf("ec2.amazonaws.com"));
    const PolicyDocument = JSON.stringify(trustOf("ssm.amazonaws.com"));
    await client.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    expect(decoded(await read())).toEqual(trustOf("ssm.amazonaws.com"));
  });

  test("keeps the tags that it was made with, which no two of one name can be", async () => {
    const { client } = anAccount();
    const make = (name: string, ...keys: string[]) =>
      client.send(
        new CreateRoleCommand({
          RoleName: name,
          AssumeRolePolicyDocument: JSON.stringify(trustOf("ec2.amazonaws.com")),
          Tags: keys.map((Key) => ({ Key, Value: "x" })),
        }),
      );
    await make("tagged", "Team", "Env");
    const { Role } = await client.send(new GetRoleCommand({ RoleName: "tagged" }));
    expect(Role?.Tags).toEqual([
      { Key: "Team", Value: "x" },
      { Key: "Env", Value: "x" },
    ]);
    await expect(make("TAGGED")).rejects.toMatchObject({ name: "EntityAlreadyExistsException" });
    await expect(make("twice", "Team", "team")).rejects.toMatchObject({ name: "InvalidInputException" });
  });

  test.each([
    ["trust of nobody", UpdateAssumeRolePolicyCommand, { Action: "sts:AssumeRole" }, /field Principal/],
    [
      "trust of a resource",
      UpdateAssumeRolePolicyCommand,
      { ...trustOf("ec2.amazonaws.com").Statement[0], Resource: "*" },
      /field Resource/,
    ],
    [
      "policy of a principal",
      PutRolePolicyCommand,
      { Action: "ssm:*", Resource: "*", Principal: "*" },
      /a principal/,
    ],
    ["policy of no action", PutRolePolicyCommand, { Resource: "*" }, /contain actions/],
    ["policy of no resource", PutRolePolicyCommand, { Action: "ssm:*" }, /contain resources/],
  ])("refuses a %s", async (_, Command, statement, message) => {
    const { client } = anAccount();
    const PolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", ...statement }],
    });
    await expect(
      client.send(
        new Command({ RoleName, PolicyName: "p", PolicyDocument }) as UpdateAssumeRolePolicyCommand,
      ),
    ).rejects.toMatchObject({
      name: "MalformedPolicyDocumentException",
      message: expect.stringMatching(message),
    });
  });

  test("gains and loses a managed policy", async () => {
    const { client } = anAccount();
    const read = async () =>
      (await client.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies;
    await client.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    expect(await read()).toEqual([{ PolicyName: "AmazonSSMManagedInstanceCore", PolicyArn }]);
    await client.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    expect(await read()).toEqual([]);
    await expect(client.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }))).rejects.toMatchObject({
      name: "NoSuchEntityException",
    });
  });

  test("gains and loses a policy of its own", async () => {
    const { client } = anAccount();
    const named = { RoleName, PolicyName: "sessions" };
    const PolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "ssmmessages:*", Resource: "*" },
    });
    await client.send(new PutRolePolicyCommand({ ...named, PolicyDocument }));
    expect((await client.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual(["sessions"]);
    const { PolicyDocument: printed } = await client.send(new GetRolePolicyCommand(named));
    expect(decoded(printed).Statement).toHaveLength(1);
    await client.send(new DeleteRolePolicyCommand(named));
    await expect(client.send(new GetRolePolicyCommand(named))).rejects.toMatchObject({
      name: "NoSuchEntityException",
    });
  });

  test.each(["{", "[]", '{"Version":"2012-10-17"}', '{"Statement":[{"Action":"*"}]}'])(
    "takes no policy that is none: %s",
    async (PolicyDocument) => {
      const { client } = anAccount();
      await expect(
        client.send(new PutRolePolicyCommand({ RoleName, PolicyName: "x", PolicyDocument })),
      ).rejects.toMatchObject({ name: "MalformedPolicyDocumentException" });
    },
  );

  test("gains and loses a boundary", async () => {
    const { client } = anAccount();
    const read = async () => (await client.send(new GetRoleCommand({ RoleName }))).Role?.PermissionsBoundary;
    await client.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: PolicyArn }));
    expect(await read()).toMatchObject({ PermissionsBoundaryArn: PolicyArn });
    await client.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
    expect(await read()).toBeUndefined();
  });

  test("is made once", async () => {
    const { client } = anAccount();
    const create = () =>
      client.send(
        new CreateRoleCommand({
          RoleName: "new",
          AssumeRolePolicyDocument: JSON.stringify(trustOf("ec2.amazonaws.com")),
        }),
      );
    expect((await create()).Role?.Arn).toMatch(/:role\/new$/);
    await expect(create()).rejects.toMatchObject({ name: "EntityAlreadyExistsException" });
  });

  test("is listed once, whatever the page", async () => {
    const { small, client } = anAccount();
    for (let number = 0; number < 25; number++) addRole(small, `role-${number}`);
    const names: string[] = [];
    for await (const { Roles = [] } of paginateListRoles({ client, pageSize: 10 }, {}))
      names.push(...Roles.map(({ RoleName: name = "" }) => name));
    expect(names).toHaveLength(26);
    expect(new Set(names).size).toBe(26);
  });
});

test("an instance profile holds one role, or none", async () => {
  const { small, client } = anAccount();
  addRole(small, "other");
  const InstanceProfileName = "nodes";
  await client.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
  const read = async () =>
    (await client.send(new GetInstanceProfileCommand({ InstanceProfileName }))).InstanceProfile?.Roles;
  expect(await read()).toEqual([]);
  await client.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }));
  expect(await read()).toMatchObject([{ RoleName }]);
  await expect(
    client.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName: "other" })),
  ).rejects.toMatchObject({ name: "LimitExceededException" });
  await client.send(new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName, RoleName }));
  expect(await read()).toEqual([]);
});

test("a profile of a role that was deleted is empty", async () => {
  const { small, client } = anAccount();
  const InstanceProfileName = "nodes";
  await client.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
  await client.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }));
  small.account.iam.roles.delete(RoleName);
  const { InstanceProfile } = await client.send(new GetInstanceProfileCommand({ InstanceProfileName }));
  expect(InstanceProfile?.Roles).toEqual([]);
});

test("a policy of AWS's has its document and takes no new one", async () => {
  const { client } = anAccount();
  const { PolicyVersion } = await client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: "v2" }));
  expect(JSON.stringify(decoded(PolicyVersion?.Document))).toContain("ssm:UpdateInstanceInformation");
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [] });
  await expect(
    client.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument })),
  ).rejects.toMatchObject({
    name: "AccessDenied",
  });
});

import { describe, expect, test } from "vitest";
import { command, judge, lost, rack, ready, session, view } from "../testing/a-preflight.ts";
import {
  parseCaller,
  type RightOnResource,
  type RightsAnswer,
  rightsQuestion,
  withRights,
} from "./caller-rights.ts";
import { exitCodeOf } from "./outcome.ts";

const role = "arn:aws:iam::123456789012:role/ci/deploy";
const caller = parseCaller(role)!;
const document = "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript";
const instance = (id: string) => `arn:aws:ec2:eu-west-1:123456789012:instance/${id}`;

async function asked(text: string) {
  const preflight = await judge(text);
  return { preflight, question: rightsQuestion(preflight, view(), "aws") };
}

async function withAnswer(text: string, answer: (resource: string) => RightOnResource) {
  const { preflight, question } = await asked(text);
  const rights: RightsAnswer = { rights: new Map(question!.resources.map((each) => [each, answer(each)])) };
  return withRights(preflight, caller, question, rights);
}

const denied: RightOnResource = {
  decision: "denied",
  isExplicit: false,
  isByOrganization: false,
  policies: [],
};

describe("who sends it", () => {
  test.each([
    ["a role", role, { account: "123456789012", arn: role, roleName: null }],
    ["a user", "arn:aws-cn:iam::123456789012:user/jonas", { roleName: null }],
    [
      "a session, of which the role's path is not told",
      "arn:aws:sts::123456789012:assumed-role/deploy/build-7",
      { account: "123456789012", roleName: "deploy" },
    ],
  ])("is %s", (_, text, expected) => {
    expect(parseCaller(` ${text}\n`)).toMatchObject(expected);
  });

  test.each(["", "deploy", "arn:aws:iam::123456789012:group/x", "arn:aws:ec2:eu-west-1:1:instance/i-1"])(
    "is not %j",
    (text) => {
      expect(parseCaller(text)).toBeUndefined();
    },
  );
});

describe("what IAM is asked", () => {
  test("of a command: its document, an instance by EC2's ARN, a hybrid node by SSM's", async () => {
    const { question } = await asked(command(`${ready} ${rack}`));
    expect(question).toMatchObject({
      action: "ssm:SendCommand",
      resources: [document, instance(ready!), `arn:aws:ssm:eu-west-1:123456789012:managed-instance/${rack}`],
    });
    expect(question!.tagsOf.get(instance(ready!))).toEqual({ Env: "prod", Tier: "web" });
  });

  test("of a session: its target alone", async () => {
    const { question } = await asked(session(ready!));
    expect(question).toMatchObject({ action: "ssm:StartSession", resources: [instance(ready!)] });
  });

  test("of an automation: its runbook alone, as nodes are asked for by its steps", async () => {
    const { question } = await asked(
      `aws ssm start-automation-execution --document-name Own-Runbook --target-parameter-name InstanceId --targets Key=tag:Env,Values=prod --region eu-west-1`,
    );
    expect(question!.resources).toEqual([
      "arn:aws:ssm:eu-west-1:123456789012:automation-definition/Own-Runbook:$DEFAULT",
    ]);
  });

  test("nothing, where the text leaves open where the call is made", async () => {
    const preflight = await judge(command(ready!));
    expect(rightsQuestion({ ...preflight, scope: null }, view(), "aws")).toBeNull();
  });
});

describe("what the rights change", () => {
  test("nothing, where all of it is allowed", async () => {
    const { preflight } = await asked(command(ready!));
    expect(await withAnswer(command(ready!), () => ({ decision: "allowed" }))).toEqual(preflight);
  });

  test("one resource that is denied refuses the whole call, in AWS's words and with the exit code of a refusal", async () => {
    const preflight = await withAnswer(command(ready!), (resource) =>
      resource === document ? { decision: "allowed" } : denied,
    );
    expect(preflight.call).toBe("refused");
    expect(exitCodeOf(preflight)).toBe(3);
    expect(preflight.problems.at(-1)).toMatchObject({
      cause: "caller-not-authorized",
      sentence: `role/ci/deploy may not call ssm:SendCommand on instance/${ready}: no statement allows it.`,
      error: {
        code: "AccessDeniedException",
        message: null,
      },
    });
  });

  test("of a session AWS's message is known, as it names it", async () => {
    const { preflight, question } = await asked(session(ready!));
    const arn = "arn:aws:sts::123456789012:assumed-role/deploy/build-7";
    const rights: RightsAnswer = { rights: new Map([[instance(ready!), denied]]) };
    const told = withRights(preflight, parseCaller(arn)!, question, rights);
    expect(told.problems.at(-1)!.error!.message).toBe(
      `User: ${arn} is not authorized to perform: ssm:StartSession on resource: ${instance(ready!)}`,
    );
  });

  test.each([
    ["a statement denies it (ci-guard)", { isExplicit: true, policies: ["ci-guard"] }],
    ["a policy of the organization denies it", { isExplicit: true, isByOrganization: true }],
  ])("a denial says that %s", async (words, changes) => {
    const preflight = await withAnswer(session(ready!), () => ({ ...denied, ...changes }) as RightOnResource);
    expect(preflight.problems.at(-1)!.sentence).toContain(words);
  });

  test("what hangs on a key that nobody knows leaves the call unknown, and never refused", async () => {
    const preflight = await withAnswer(session(ready!), () => ({
      decision: "undecided",
      keys: ["aws:MultiFactorAuthPresent"],
    }));
    expect(preflight.call).toBe("unknown");
    expect(preflight.notes.at(-1)!.sentence).toContain("aws:MultiFactorAuthPresent");
    expect(exitCodeOf(preflight)).toBe(4);
  });

  test("what IAM could not be asked leaves it unknown too, and a call that is refused anyway stays so", async () => {
    const unread: RightsAnswer = { unread: "iam:SimulatePrincipalPolicy could not be asked (denied)" };
    const fine = await asked(session(ready!));
    expect(withRights(fine.preflight, caller, fine.question, unread).call).toBe("unknown");
    const sunk = await asked(session(lost!));
    expect(withRights(sunk.preflight, caller, sunk.question, unread).call).toBe(sunk.preflight.call);
  });
});

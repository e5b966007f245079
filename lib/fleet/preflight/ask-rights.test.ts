import { afterAll, beforeAll, expect, test } from "vitest";
import { parseCaller, type RightsQuestion } from "../../preflight/caller-rights.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../../testing/endpoint.ts";
import { askRights } from "./ask-rights.ts";

let endpoint: DemoEndpoint;
let connection: ReturnType<DemoEndpoint["connect"]>;

beforeAll(async () => {
  endpoint = await startDemoEndpoint();
  connection = endpoint.connect();
});
afterAll(async () => {
  connection.close();
  await endpoint.close();
});

function home() {
  return endpoint.scopes[0]!;
}

const callerNamed = (name: string) => parseCaller(`arn:aws:iam::${home().account}:role/${name}`)!;
const instance = (id: string) => `arn:aws:ec2:${home().region}:${home().account}:instance/${id}`;

function question(tags: Record<string, Record<string, string>>, action = "ssm:SendCommand"): RightsQuestion {
  const tagsOf = new Map(Object.entries(tags).map(([id, of]) => [instance(id), of]));
  const document = `arn:aws:ssm:${home().region}::document/AWS-RunShellScript`;
  const scope = `${home().account}:${home().region}` as const;
  return { scope, action, resources: [document, ...tagsOf.keys()], tagsOf, notAsked: 0 };
}

async function decisions(name: string, asked: RightsQuestion) {
  const answer = await askRights(connection.reader(home()), callerNamed(name), asked);
  if ("unread" in answer) throw new Error(answer.unread);
  return asked.resources.map((resource) => answer.rights.get(resource)?.decision);
}

test("a policy over tags is asked about with the tags of each node", async () => {
  const asked = question({ "i-1": { Env: "prod" }, "i-2": { Env: "staging" }, "i-3": { Env: "dev" } });
  expect(await decisions("deploy", asked)).toEqual(["allowed", "denied", "allowed", "allowed"]);
});

test("a node without the tag leaves it open", async () => {
  expect(await decisions("deploy", question({ "i-1": {} }))).toEqual(["allowed", "undecided"]);
});

test("more resources than one question takes are asked in several", async () => {
  const many = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`i-${index}`, { Env: "prod" }]));
  expect(new Set(await decisions("on-call", question(many)))).toEqual(new Set(["allowed"]));
});

test("an action that no statement names is denied", async () => {
  expect(await decisions("deploy", question({ "i-1": { Env: "dev" } }, "ssm:StartSession"))).toEqual([
    "denied",
    "denied",
  ]);
});

test("a session is asked about as its role, of whatever path", async () => {
  const session = parseCaller(`arn:aws:sts::${home().account}:assumed-role/hybrid-nodes/mi-1`)!;
  const answer = await askRights(connection.reader(home()), session, question({ "i-1": {} }));
  expect(answer).toHaveProperty("rights");
});

test.each([
  ["nobody of that name", `arn:aws:iam::ACCOUNT:role/nobody`, "IAM knows no"],
  ["somebody of another account", "arn:aws:iam::999999999999:role/x", "999999999999"],
])("%s leaves it open, and says so", async (_, arn, words) => {
  const caller = parseCaller(arn.replace("ACCOUNT", home().account))!;
  const answer = await askRights(connection.reader(home()), caller, question({ "i-1": {} }));
  expect(answer).toEqual({ unread: expect.stringContaining(words) });
});

test("where the simulator may not be called, that is said", async () => {
  await endpoint.set("denied", { rules: [{ action: "iam:SimulatePrincipalPolicy" }] });
  const answer = await askRights(connection.reader(home()), callerNamed("on-call"), question({ "i-1": {} }));
  expect(answer).toEqual({ unread: expect.stringContaining("iam:SimulatePrincipalPolicy") });
});

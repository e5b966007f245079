import { parseScopeKey, type ScopeKey } from "../model/scope.ts";
import type { FleetView } from "./fleet-view.ts";
import type { CallProblem, Preflight } from "./outcome.ts";
import type { Note, Operation } from "./request.ts";

/** Who is to send the call: a role or user by its own ARN, or by that of one of the role's sessions. */
export type Caller =
  | { account: string; arn: string; roleName: null }
  /** A session names its role without the path, so the role's ARN has to be asked for. */
  | { account: string; arn: string; roleName: string };

/** What IAM is to be asked: whether the caller may make the call on each of these. */
export type RightsQuestion = {
  scope: ScopeKey;
  action: string;
  resources: readonly string[];
  /** The tags of resources, for policies that hang on them. */
  tagsOf: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** How many nodes are in the call and not in the question. */
  notAsked: number;
};

export type RightOnResource =
  | { decision: "allowed" }
  | { decision: "denied"; isExplicit: boolean; policies: readonly string[]; isByOrganization: boolean }
  | { decision: "undecided"; keys: readonly string[] };

/** IAM's word on each resource; or why there is none. */
export type RightsAnswer = { rights: ReadonlyMap<string, RightOnResource> } | { unread: string };

/** A call names fifty nodes at most; a tag may mean thousands, and the first of them tell. */
const askedAtMost = 200;

const principal = /^arn:(aws[a-z-]*):iam::(\d{12}):(?:role|user)\/[\w+=,.@/-]+$/;
const session = /^arn:(aws[a-z-]*):sts::(\d{12}):assumed-role\/([\w+=,.@-]+)\/[\w+=,.@-]+$/;

/** Undefined where `text` is no ARN of a role, a user or a role's session. */
export function parseCaller(text: string): Caller | undefined {
  const arn = text.trim();
  const named = principal.exec(arn);
  if (named) return { account: named[2]!, arn, roleName: null };
  const [, , account, roleName] = session.exec(arn) ?? [];
  return account === undefined || roleName === undefined ? undefined : { account, arn, roleName };
}

/**
 * What the operation is authorised on: the document or runbook, and each node, an instance by its EC2 ARN and a hybrid node
 * by SSM's (ssm-targets 3.2, SSM-10; service authorization reference of Systems Manager). Null where it is open where the
 * call is made, or nothing of it can be named.
 */
export function rightsQuestion(
  { operation, scope, documentName, targets }: Preflight,
  view: Pick<FleetView, "find">,
  partition: string,
): RightsQuestion | null {
  const place = scope === null ? undefined : parseScopeKey(scope);
  if (scope === null || place === undefined) return null;
  const { account, region } = place;
  const tagsOf = new Map<string, Record<string, string>>();
  const nodes = onNodes.has(operation)
    ? targets.flatMap(({ id, scope: of }) => {
        if (of !== scope) return [];
        const arn = id.startsWith("mi-")
          ? `arn:${partition}:ssm:${region}:${account}:managed-instance/${id}`
          : `arn:${partition}:ec2:${region}:${account}:instance/${id}`;
        const node = view.find(id).find((each) => each.scope === scope);
        if (node) tagsOf.set(arn, node.tags);
        return [arn];
      })
    : [];
  const documents = documentName === null ? [] : documentArns(operation, documentName, partition, place);
  const resources = [...documents, ...nodes.slice(0, askedAtMost)];
  if (resources.length === 0) return null;
  const notAsked = Math.max(0, nodes.length - askedAtMost);
  return { scope, action: `ssm:${operation}`, resources, tagsOf, notAsked };
}

/** An automation asks for the runbook alone at its start; a window's target is checked when its tasks run. */
const onNodes: ReadonlySet<Operation> = new Set(["SendCommand", "StartSession", "CreateAssociation"]);

function documentArns(
  operation: Operation,
  name: string,
  partition: string,
  { account, region }: { account: string; region: string },
): string[] {
  if (name.startsWith("arn:")) return [name];
  const owner = /^(?:AWS|Amazon)/.test(name) ? "" : account;
  if (operation === "StartAutomationExecution")
    return [`arn:${partition}:ssm:${region}:${owner}:automation-definition/${name}:$DEFAULT`];
  if (operation === "SendCommand" || operation === "CreateAssociation")
    return [`arn:${partition}:ssm:${region}:${owner}:document/${name}`];
  return [];
}

/** The preflight with what the caller's rights add to it. What IAM was not heard on leaves the call unknown, never refused. */
export function withRights(
  preflight: Preflight,
  caller: Caller,
  question: RightsQuestion | null,
  answer: RightsAnswer,
): Preflight {
  if (question === null)
    return withNotes(preflight, [unchecked("it is open where and on what the call is made")]);
  if ("unread" in answer) return unknownWith(preflight, unchecked(answer.unread));
  const rights = question.resources.map((resource) => ({ resource, right: answer.rights.get(resource) }));
  const denied = rights.filter(({ right }) => right?.decision === "denied");
  if (denied.length > 0) return refused(preflight, caller, question, denied);
  const open = rights.filter(({ right }) => right === undefined || right.decision === "undecided");
  if (open.length > 0) return unknownWith(preflight, openNote(question, open));
  return withNotes(preflight, question.notAsked === 0 ? [] : [partlyAsked(question)]);
}

type Told = { resource: string; right: RightOnResource | undefined };

function refused(
  preflight: Preflight,
  caller: Caller,
  { action }: RightsQuestion,
  denied: readonly Told[],
): Preflight {
  const [{ resource, right }] = denied as [Told];
  const more = denied.length > 1 ? ` and on ${denied.length - 1} more` : "";
  const problem: CallProblem = {
    cause: "caller-not-authorized",
    sentence: `${shortOf(caller.arn)} may not call ${action} on ${shortOf(resource)}${more}: ${reasonOf(right)}.`,
    error: {
      code: "AccessDeniedException",
      // AWS names the session, and of a role nobody has said yet which it will be.
      message: caller.arn.includes(":role/")
        ? null
        : `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource}`,
      isUnconfirmed: false,
    },
    refuses: true,
  };
  return { ...preflight, call: "refused", problems: [...preflight.problems, problem] };
}

function reasonOf(right: RightOnResource | undefined): string {
  if (right?.decision !== "denied") return "IAM says so";
  if (right.isByOrganization) return "a policy of the organization denies it";
  const by = right.policies.length === 0 ? "" : ` (${right.policies.join(", ")})`;
  return right.isExplicit ? `a statement denies it${by}` : "no statement allows it";
}

function openNote({ action }: RightsQuestion, open: readonly Told[]): Note {
  const keys = new Set(open.flatMap(({ right }) => (right?.decision === "undecided" ? right.keys : [])));
  const [first] = open;
  const why = keys.size === 0 ? "IAM's answer leaves it out" : `the policies ask for ${[...keys].join(", ")}`;
  return unchecked(`whether ${action} on ${shortOf(first!.resource)} is allowed cannot be told: ${why}`);
}

function partlyAsked({ notAsked }: RightsQuestion): Note {
  return unchecked(`they were asked for the first ${askedAtMost} nodes, and not for ${notAsked} more`);
}

function unchecked(why: string): Note {
  return { kind: "rights", sentence: `The rights of who sends it are not known: ${why}.` };
}

function unknownWith(preflight: Preflight, note: Note): Preflight {
  const call = preflight.call === "accepted" ? "unknown" : preflight.call;
  return { ...withNotes(preflight, [note]), call };
}

function withNotes(preflight: Preflight, notes: readonly Note[]): Preflight {
  return { ...preflight, notes: [...preflight.notes, ...notes] };
}

/** `role/ci` of an ARN, as people say it. */
function shortOf(arn: string): string {
  return arn.split(":").slice(5).join(":");
}

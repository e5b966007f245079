import type { Target } from "../model/documents/targets.ts";
import { parseScopeKey, type ScopeKey } from "../model/scope.ts";
import { errors } from "./aws-errors.ts";
import { errorOfMalformed, explainMalformed } from "./malformed-error.ts";
import type { CallProblem } from "./outcome.ts";
import { isAnything } from "./parse/loose-text.ts";
import type { Operation, Request } from "./request.ts";

/** How many ids one call takes by name; more than that has to be several calls. */
export const idsPerCall = 50;

type KeyRule = (key: string) => boolean;

const isTag: KeyRule = (key) => key.startsWith("tag:") && key.length > 4;
const isIds: KeyRule = (key) => key.toLowerCase() === "instanceids";
const isOneOf =
  (...keys: string[]): KeyRule =>
  (key) =>
    keys.some((each) => each.toLowerCase() === key.toLowerCase());

/** The keys that each operation takes (ssm-targets 1.4). */
const keysOf: Record<Operation, readonly KeyRule[]> = {
  SendCommand: [
    isIds,
    isTag,
    isOneOf("tag-key", "resource-groups:Name", "resource-groups:ResourceTypeFilters"),
  ],
  StartSession: [],
  StartAutomationExecution: [isIds, isTag, isOneOf("ResourceGroup", "ParameterValues", "AWS::EC2::Instance")],
  CreateAssociation: [isIds, isTag, isOneOf("resource-groups:Name")],
  UpdateAssociation: [isIds, isTag, isOneOf("resource-groups:Name")],
  RegisterTargetWithMaintenanceWindow: [
    isIds,
    isTag,
    isOneOf("tag-key", "resource-groups:Name", "resource-groups:ResourceTypeFilters"),
  ],
};

const maxExpressions: Record<Operation, number> = {
  SendCommand: 5,
  StartSession: 0,
  StartAutomationExecution: 1,
  CreateAssociation: 5,
  UpdateAssociation: 5,
  RegisterTargetWithMaintenanceWindow: 5,
};

const notificationEvents = ["All", "InProgress", "Success", "TimedOut", "Cancelled", "Failed"];

/** What is wrong with a call by its shape alone: limits, keys, repetitions, its notification. */
export function findCallProblems(request: Request, scope: ScopeKey | null): CallProblem[] {
  return [
    ...malformedProblems(request, scope),
    ...emptyProblems(request),
    ...duplicateProblems(request),
    ...countProblems(request),
    ...request.expressions.flatMap((target) => targetProblems(request, target)),
    ...automationProblems(request),
    ...notificationProblems(request, scope),
  ];
}

function malformedProblems({ malformed, operation }: Request, scope: ScopeKey | null): CallProblem[] {
  const [first] = malformed;
  if (first === undefined) return [];
  return [
    {
      cause: "target-malformed",
      sentence: `${explainMalformed(first.text, first)}${malformed.length > 1 ? ` ${malformed.length - 1} more are none either.` : ""}`,
      error: errorOfMalformed(first, operation, scope),
      // A window takes anything that has the form of an id, and nothing else.
      refuses: true,
    },
  ];
}

/** A runbook may be told nothing, and an association may keep what it has. */
const needsTarget: ReadonlySet<Operation> = new Set([
  "SendCommand",
  "StartSession",
  "RegisterTargetWithMaintenanceWindow",
]);

function emptyProblems(request: Request): CallProblem[] {
  const { form, operation, isOperationAssumed, isPartlyHidden } = request;
  const isCall = form === "command-line" && !isOperationAssumed && !isPartlyHidden;
  if (!isCall || !needsTarget.has(operation) || isAnything(request)) return [];
  return [
    {
      cause: "target-expression-invalid",
      sentence: "The call names no target.",
      error: errors.validation(),
      refuses: true,
    },
  ];
}

function duplicateProblems({ nodes, operation }: Request): CallProblem[] {
  if (operation !== "SendCommand") return [];
  const seen = new Set<string>();
  const repeated = new Set(nodes.flatMap(({ id }) => (seen.size === seen.add(id).size ? [id] : [])));
  const [first] = repeated;
  if (first === undefined) return [];
  return [
    {
      cause: "target-duplicate",
      sentence: `${first} is named more than once${repeated.size > 1 ? `, and so are ${repeated.size - 1} more` : ""}.`,
      error: errors.duplicate(),
      refuses: true,
    },
  ];
}

function countProblems({ nodes, expressions, operation }: Request): CallProblem[] {
  const count = new Set(nodes.map(({ id }) => id)).size;
  const invalid = (sentence: string): CallProblem => ({
    cause: "target-expression-invalid",
    sentence,
    error: operation === "StartAutomationExecution" ? errors.automationParameters() : errors.validation(),
    refuses: true,
  });
  if (operation === "StartSession" && count + expressions.length > 1)
    return [invalid("A session has one target.")];
  const problems: CallProblem[] = [];
  if (count > idsPerCall && operation !== "StartSession")
    problems.push(invalid(`One call names at most ${idsPerCall} ids, and this one names ${count}.`));
  if (expressions.length > maxExpressions[operation]) {
    problems.push(
      operation === "StartAutomationExecution"
        ? {
            cause: "target-expression-invalid",
            sentence: "An automation takes one line of targets.",
            error: errors.automationParameters("Only one resource group or tag can be specified at a time"),
            refuses: true,
          }
        : invalid(`One call has at most ${maxExpressions[operation]} lines of targets.`),
    );
  }
  const isMixed = count > 0 && expressions.length > 0;
  if (isMixed && (operation === "SendCommand" || operation === "StartAutomationExecution"))
    problems.push(invalid("Ids and tags cannot stand in one call: their nodes would have to be both."));
  return problems;
}

function targetProblems({ operation }: Request, { key, values }: Target): CallProblem[] {
  const invalid = (sentence: string, error = errors.validation()): CallProblem => ({
    cause: "target-expression-invalid",
    sentence,
    error,
    refuses: true,
  });
  if (!keysOf[operation].some((allows) => allows(key))) {
    const isAssociation = operation === "CreateAssociation" || operation === "UpdateAssociation";
    return [
      invalid(
        `${operation} takes no target of the key ${key}.`,
        isAssociation ? errors.unsupportedTargetType() : errors.validation(),
      ),
    ];
  }
  if (values.length === 0 || values.every((value) => value === "")) return [invalid(`${key} has no value.`)];
  if (values.length > 50) return [invalid(`${key} has ${values.length} values; at most 50 are taken.`)];
  if (/^(?:resource-groups:Name|ResourceGroup)$/i.test(key) && values.length > 1)
    return [invalid("Only one resource group can be named.")];
  if (/^resource-groups:ResourceTypeFilters$/i.test(key) && values.length > 5)
    return [invalid("At most five resource types can be named.")];
  if (isIds(key) && values.includes("*") && !takesAll.has(operation))
    return [
      {
        ...invalid(`AWS documents ${key}=* for associations and runbooks, and not for ${operation}.`),
        error: { ...errors.validation(), isUnconfirmed: true },
        refuses: false,
      },
    ];
  if (isTag(key) && values.length > 5 && operation !== "StartAutomationExecution")
    return [
      {
        ...invalid(
          `${key} has ${values.length} values: the API's model takes 50, and AWS's guide says that five are.`,
        ),
        error: { ...errors.validation(), isUnconfirmed: true },
        refuses: false,
      },
    ];
  return [];
}

const takesAll: ReadonlySet<Operation> = new Set([
  "CreateAssociation",
  "UpdateAssociation",
  "StartAutomationExecution",
]);

function automationProblems({ operation, expressions, targetParameterName, form }: Request): CallProblem[] {
  // Of a bare expression nobody has said yet how it will be sent.
  if (operation !== "StartAutomationExecution" || expressions.length === 0 || form === "text") return [];
  if (targetParameterName !== null) return [];
  return [
    {
      cause: "target-expression-invalid",
      sentence:
        "An automation with targets has to say which parameter of the runbook takes them (--target-parameter-name).",
      error: errors.automationParameters(),
      refuses: true,
    },
  ];
}

function notificationProblems({ notification, operation }: Request, scope: ScopeKey | null): CallProblem[] {
  if (notification === null || operation !== "SendCommand") return [];
  const problems: CallProblem[] = [];
  const odd = notification.events.find((event) => !notificationEvents.includes(event));
  if (odd !== undefined) {
    problems.push({
      cause: "notification-invalid",
      sentence: `${odd} is no event of a notification: they are ${notificationEvents.join(", ")}, in this spelling.`,
      error: errors.validation(),
      refuses: true,
    });
  }
  const topic = /^arn:aws[a-z-]*:sns:([a-z0-9-]+):\d{12}:[\w.-]+$/.exec(notification.topicArn ?? "");
  const region = scope === null ? undefined : parseScopeKey(scope)?.region;
  if (notification.topicArn !== null && (!topic || (region !== undefined && topic[1] !== region))) {
    problems.push({
      cause: "notification-invalid",
      sentence: topic
        ? `The topic is in ${topic[1]}, and the call is made in ${region}.`
        : `${notification.topicArn} is no ARN of a topic.`,
      error: errors.notification(),
      refuses: true,
    });
  }
  if (
    notification.topicArn !== null &&
    !/^arn:aws[a-z-]*:iam::\d{12}:role\//.test(notification.roleArn ?? "")
  ) {
    problems.push({
      cause: "notification-invalid",
      sentence: "A notification needs the ARN of a role with which SSM may publish.",
      error: errors.role(),
      refuses: true,
    });
  }
  return problems;
}

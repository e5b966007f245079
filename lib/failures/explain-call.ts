import type { CauseCode, Subject } from "../model/cause.ts";
import type { Failure } from "../model/failure.ts";
import { isOfNotification, matchedNothing } from "./kind.ts";

/** What is wrong with a call whatever became of its nodes, and which of its targets are. */
export type CallExplanation = {
  cause: CauseCode;
  subject: Subject | null;
  sentence: string;
  /** The targets to blame. */
  guilty: readonly string[];
};

/** A mistake that stands in the call itself: AWS's word and text say it, and nothing has to be known of the time. */
export function explainCall(failure: Failure): CallExplanation | undefined {
  const { kind, targets, message } = failure;
  if (matchedNothing(kind)) return nothingMatched(failure);
  switch (kind) {
    case "DuplicateInstanceId":
      return duplicate(failure);
    case "InvalidNotificationConfig":
    case "InvalidRole":
      return notification(failure);
    case "UnsupportedPlatformType":
    case "InvalidPlatform":
      return platform(failure);
    case "AccessDenied":
      return denied(failure);
    case "BadRequest":
      return advancedTier(failure);
    case "Validation":
      if (isOfNotification(message ?? "")) return notification(failure);
      break;
    case "RateExceeded": {
      const sentence =
        "More invocations were waiting than the account may have at once, so nothing was sent to any target.";
      return { cause: "unexplained", subject: null, sentence, guilty: [] };
    }
  }
  const malformed = targets.filter(isMalformed);
  if (malformed.length > 0) return malformedIds(malformed);
  if (isOfExpression(kind, message, targets)) return invalidExpression(failure);
  return undefined;
}

const idPattern = /^(?:i-(?:[0-9a-f]{8}|[0-9a-f]{17})|mi-[0-9a-f]{17})$/i;

export function isNodeId(text: string): boolean {
  return idPattern.test(text);
}

/** Meant as an id, and none: an expression has a `=`, and a container of ECS an underscore behind its cluster. */
function isMalformed(target: string): boolean {
  return (
    !isNodeId(target) &&
    !target.includes("=") &&
    !/^(?:ecs|eks_c):/i.test(target) &&
    !/^[a-z]+:/i.test(target)
  );
}

function expressionOf(targets: readonly string[]): Subject | null {
  return targets.length === 0 ? null : { kind: "expression", id: targets.join(" ") };
}

function nothingMatched({ targets }: Failure): CallExplanation {
  const expression = targets.join(" and ") || "The expression";
  return {
    ...{ cause: "target-matches-nothing", subject: expressionOf(targets), guilty: targets },
    sentence: `${expression} matched no node.`,
  };
}

function duplicate({ targets, message }: Failure): CallExplanation {
  const repeated = new Set(targets.filter((id, index) => targets.indexOf(id) !== index));
  const named = targets.filter((id) => message?.includes(id));
  const guilty = repeated.size > 0 ? [...repeated] : [...new Set(named)];
  const who = guilty.length > 0 ? guilty.join(", ") : "An id";
  return {
    ...{ cause: "target-duplicate", subject: expressionOf(guilty), guilty },
    sentence: `${who} was named more than once in one call.`,
  };
}

function notification({ kind, message }: Failure): CallExplanation {
  const arn = /arn:aws[\w-]*:\S+?(?=[\s,;'")\]]|\.?$)/.exec(message ?? "")?.[0];
  const isRole = kind === "InvalidRole";
  return {
    cause: "notification-invalid",
    subject: arn ? { kind: isRole ? "role" : "topic", id: arn } : null,
    sentence: isRole
      ? "The role that should have published the notification is not one that Systems Manager may assume."
      : "The notification that was asked for names a topic or events that Amazon SNS does not take.",
    guilty: [],
  };
}

function platform({ documentName, targets, kind }: Failure): CallExplanation {
  const document = documentName ?? "The document";
  return {
    ...{ cause: "platform-unsupported", guilty: kind === "InvalidPlatform" ? targets : [] },
    subject: documentName === null ? null : { kind: "document", id: documentName },
    sentence: `${document} is not made for the platform of ${targets.length === 1 ? targets[0] : "one of the targets"}.`,
  };
}

function denied({ caller, message, operation, targets }: Failure): CallExplanation {
  const action = /perform:\s*([\w-]+:\w+)/.exec(message ?? "")?.[1] ?? `ssm:${operation}`;
  const isOfRole = /PassRole/.test(action);
  const refused = targets.filter((id) => message?.includes(id));
  const guilty = isOfRole ? [] : refused.length > 0 ? refused : targets;
  const who = caller ?? "Whoever called";
  const what = isOfRole ? "pass the role of the notification" : `call ${action} on ${listed(guilty)}`;
  return {
    ...{ cause: "caller-not-authorized", guilty },
    subject: caller === null ? null : { kind: "caller", id: roleOf(caller) },
    sentence: `${who} may not ${what}.`,
  };
}

function listed(targets: readonly string[]): string {
  const [first = "its target"] = targets;
  return targets.length > 1 ? `${first} and ${targets.length - 1} more` : first;
}

/** All sessions of one role share the missing right. */
function roleOf(caller: string): string {
  return caller.replace(/^(arn:[\w-]+):sts::(\d{12}):assumed-role\/([^/]+)\/.*$/, "$1:iam::$2:role/$3");
}

function advancedTier({ targets }: Failure): CallExplanation {
  return {
    cause: "advanced-tier-required",
    subject: { kind: "service-setting", id: "/ssm/managed-instance/activation-tier" },
    sentence: `Sessions with hybrid nodes as ${listed(targets)} need the advanced-instances tier, which was off.`,
    guilty: targets,
  };
}

function malformedIds(malformed: readonly string[]): CallExplanation {
  return {
    ...{ cause: "target-malformed", subject: expressionOf(malformed), guilty: malformed },
    sentence: `${listed(malformed)} has not the form of an id: i- and 8 or 17 hexadecimal digits, or mi- and 17.`,
  };
}

/** General codes speak of the shape of the call; `InvalidTarget` of a node only where it was given one. */
function isOfExpression(kind: string, message: string | null, targets: readonly string[]): boolean {
  const hasIds = targets.some(isNodeId);
  if (kind === "InvalidInstanceID.Malformed" || kind === "Validation" || kind === "InvalidTargetMaps")
    return true;
  if (kind === "InvalidTarget")
    return /Unsupported Target Type|tag keys|values for/i.test(message ?? "") || !hasIds;
  if (kind === "InvalidAutomationExecutionParameters" || kind === "InvalidAutomationParameters") {
    return !/not in a valid state|not valid or not configured/i.test(message ?? "");
  }
  return false;
}

function invalidExpression({ targets, operation, message }: Failure): CallExplanation {
  const said = message === null ? "" : ` AWS says: ${message}`;
  return {
    ...{ cause: "target-expression-invalid", subject: expressionOf(targets), guilty: targets },
    sentence: `${operation} does not take targets of this form.${said}`,
  };
}

import type { Node } from "../model/node.ts";
import type { ScopeKey } from "../model/scope.ts";
import { errors } from "./aws-errors.ts";
import type { FleetView, KnownDocument } from "./fleet-view.ts";
import type { ExpectedError, TargetCause, TargetOutcome } from "./outcome.ts";
import { type Readiness, readinessOf, takesCommandsWithoutChannel } from "./readiness.ts";
import type { Operation } from "./request.ts";

export type Judged = {
  outcome: TargetOutcome;
  sentence: string;
  cause?: TargetCause;
  error?: ExpectedError;
};

export type Aim = {
  view: FleetView;
  operation: Operation;
  /** Where the call is made. */
  scope: ScopeKey;
  document: KnownDocument | undefined | null;
  /** By its id, or by a tag or a group: then AWS picks among managed nodes, and refuses nothing. */
  isNamed: boolean;
};

/** What becomes of a node that exists in the scope of the call. Rules: ssm-targets 1.1 to 1.4, 2.2 and section 8. */
export function judgeKnownNode(node: Node, aim: Aim): Judged {
  const readiness = readinessOf(node, aim.view.now);
  const judged = judges[aim.operation](node, readiness, aim);
  return { ...judged, cause: judged.cause ?? causeOf(node, judged) };
}

/** A node that takes it has no cause to show, whatever else is wrong with it. */
function causeOf({ cause, scope }: Node, { outcome }: Judged): TargetCause | undefined {
  if (cause === null || outcome === "receives") return undefined;
  return { code: cause.code, subject: cause.subject, scope };
}

type Judge = (node: Node, readiness: Readiness, aim: Aim) => Judged;

const judges: Record<Operation, Judge> = {
  SendCommand: judgeCommand,
  StartSession: judgeSession,
  StartAutomationExecution: judgeAutomation,
  CreateAssociation: judgeAssociation,
  UpdateAssociation: judgeAssociation,
  RegisterTargetWithMaintenanceWindow: judgeWindow,
};

function judgeCommand(node: Node, readiness: Readiness, aim: Aim): Judged {
  const refused = (sentence: string): Judged =>
    aim.isNamed
      ? { outcome: "refused", sentence, error: errors.invalidInstanceId(node.id, accountOf(aim.scope)) }
      : { outcome: "undeliverable", sentence: `${sentence} A command by tag passes it over in silence.` };
  switch (readiness) {
    case "ready":
      return judgePlatform(node, aim) ?? { outcome: "receives", sentence: "It takes commands." };
    case "half":
      if (takesCommandsWithoutChannel(node))
        return { outcome: "receives", sentence: "Its agent takes commands over the older message channel." };
      return {
        outcome: "undeliverable",
        sentence:
          `Heartbeats arrive and its session channel is closed, so the command waits until it times out (DeliveryTimedOut). ${why(node)}`.trim(),
      };
    case "stale":
      return {
        outcome: "unknown",
        sentence: "SSM calls it online, and has not heard from it for more than 15 minutes.",
      };
    case "lost":
      return {
        outcome: "undeliverable",
        sentence:
          `AWS takes the command, and it waits until it times out (DeliveryTimedOut). ${why(node)}`.trim(),
      };
    case "returning":
      return { outcome: "waits", sentence: "It is expected back, and takes the command then." };
    case "unregistered":
      return refused(`It is running, and SSM has no record of it. ${why(node)}`.trim());
    case "pending":
      return {
        outcome: "unknown",
        sentence: "It is starting. Until it has registered, AWS may refuse it.",
        error: errors.perhapsInvalidInstanceId(),
      };
    case "off":
      return {
        outcome: "unknown",
        sentence:
          "It is stopped. AWS documents both that such a node is valid and that it leaves the registry: the call may be refused, or the command may wait for it.",
        error: errors.perhapsInvalidInstanceId(),
      };
    case "gone":
      return refused("It was terminated.");
    case "unknown":
      return notRead(node);
  }
}

function judgeSession(node: Node, readiness: Readiness, aim: Aim): Judged {
  const refused = (sentence: string): Judged => ({
    outcome: "refused",
    sentence,
    error: errors.targetNotConnected(node.id),
  });
  if (node.id.startsWith("mi-")) {
    const hasTier = aim.view.hasAdvancedTier(aim.scope);
    if (hasTier === false) return withoutTier(aim.scope);
    if (hasTier === null && readiness === "ready")
      return { outcome: "unknown", sentence: "Whether the advanced-instances tier is on could not be read." };
  }
  switch (readiness) {
    case "ready":
      return node.channel === null
        ? { outcome: "unknown", sentence: "It answers; whether its session channel is open is not known." }
        : { outcome: "receives", sentence: "Its session channel is open." };
    case "stale":
      return { outcome: "unknown", sentence: "SSM has not heard from it for more than 15 minutes." };
    case "unknown":
      return notRead(node);
    case "half":
      return refused(`Its session channel is closed. ${why(node)}`.trim());
    case "lost":
      return refused(`SSM no longer hears from it. ${why(node)}`.trim());
    case "returning":
      return refused("It is expected back, and its session channel is not open yet.");
    case "unregistered":
    case "pending":
      return refused(`SSM has no record of it. ${why(node)}`.trim());
    case "off":
      return refused("It is stopped.");
    case "gone":
      return refused("It was terminated.");
  }
}

/** Asked before anything else of a hybrid machine: whether it exists does not matter then. */
export function withoutTier(scope: ScopeKey): Judged {
  return {
    outcome: "refused",
    sentence:
      "Sessions on hybrid machines need the advanced-instances tier, which is off in this account and Region.",
    error: errors.advancedTier(),
    cause: {
      code: "advanced-tier-required",
      subject: { kind: "service-setting", id: "/ssm/managed-instance/activation-tier" },
      scope,
    },
  };
}

/** AWS's runbooks that ask EC2 for what they do, and need no agent. */
const powerRunbooks: ReadonlySet<string> = new Set([
  "AWS-StartEC2Instance",
  "AWS-StopEC2Instance",
  "AWS-RestartEC2Instance",
  "AWS-TerminateEC2Instance",
  "AWS-ResizeInstance",
  "AWS-CreateImage",
  "AWS-AttachIAMToInstance",
]);

function judgeAutomation(node: Node, readiness: Readiness, aim: Aim): Judged {
  const fails = (sentence: string): Judged => ({
    outcome: "undeliverable",
    sentence: `AWS takes the call, and the step fails for it. ${sentence}`,
  });
  if (readiness === "gone") return fails("It was terminated.");
  if (readiness === "unknown") return notRead(node);
  if (aim.document != null && powerRunbooks.has(aim.document.name)) {
    if (node.id.startsWith("mi-")) return fails("It is no EC2 instance.");
    return { outcome: "receives", sentence: "The runbook asks EC2, which knows the instance." };
  }
  if (readiness === "ready") return { outcome: "receives", sentence: "Its agent answers." };
  if (readiness === "unregistered")
    return {
      outcome: "unknown",
      sentence:
        `SSM has no record of it, so a step that sends it a command fails; what the runbook's steps are is not known here. ${why(node)}`.trim(),
    };
  return {
    outcome: "unknown",
    sentence:
      `Whether the runbook reaches it hangs on what its steps are, which is not known here. ${why(node)}`.trim(),
  };
}

function judgeAssociation(node: Node, readiness: Readiness, aim: Aim): Judged {
  switch (readiness) {
    case "ready":
      return judgePlatform(node, aim) ?? { outcome: "receives", sentence: "It takes the association." };
    case "gone":
      return aim.isNamed
        ? { outcome: "refused", sentence: "It was terminated.", error: errors.invalidTarget() }
        : { outcome: "undeliverable", sentence: "It was terminated." };
    case "unknown":
      return notRead(node);
    case "stale":
      return { outcome: "unknown", sentence: "SSM has not heard from it for more than 15 minutes." };
    default:
      return {
        outcome: "waits",
        sentence: `AWS takes the association, and it is applied once the node answers. ${why(node)}`.trim(),
      };
  }
}

/** A window takes any target; what it is worth shows when it runs. */
function judgeWindow(node: Node, readiness: Readiness, aim: Aim): Judged {
  switch (readiness) {
    case "ready":
      return {
        outcome: "receives",
        sentence: "It takes what the window runs, if it stands then as it stands now.",
      };
    case "unknown":
      return notRead(node);
    case "gone":
      return {
        outcome: "undeliverable",
        sentence: "AWS registers it, and every run of the window fails for it: it was terminated.",
      };
    case "off":
      return {
        outcome: "unknown",
        sentence: "AWS registers it. Whether it is running when the window opens is not known.",
      };
    case "returning":
    case "pending":
      return { outcome: "waits", sentence: "AWS registers it, and it is expected back." };
    default: {
      const judged = judgeCommand(node, readiness, { ...aim, isNamed: false });
      if (judged.outcome !== "undeliverable") return judged;
      return {
        outcome: "undeliverable",
        sentence: `AWS registers it, and as it stands now a run does not reach it. ${why(node)}`.trim(),
      };
    }
  }
}

function judgePlatform(node: Node, { document, isNamed }: Aim): Judged | undefined {
  if (document == null || document.platforms.length === 0 || node.platform === null) return undefined;
  if (document.platforms.includes(node.platform)) return undefined;
  return {
    outcome: isNamed ? "refused" : "undeliverable",
    sentence: `${document.name} is not made for ${platformNames[node.platform]}.`,
    error: isNamed ? errors.unsupportedPlatform() : errors.invalidPlatform(),
    cause: {
      code: "platform-unsupported",
      subject: { kind: "document", id: document.name },
      scope: node.scope,
    },
  };
}

const platformNames = { linux: "Linux", windows: "Windows", macos: "macOS" };

function notRead(node: Node): Judged {
  return { outcome: "unknown", sentence: node.why ?? "How it stands could not be read." };
}

/** What is known of why, as the node's own page says it. */
function why({ why: sentence }: Node): string {
  return sentence ?? "";
}

export function accountOf(scope: ScopeKey): string {
  return scope.slice(0, scope.indexOf(":"));
}

import type { FailureSource } from "../model/failure.ts";

const sourceNames: Record<FailureSource, string> = {
  cloudtrail: "CloudTrail",
  "run-command": "Run Command",
  automation: "Automation",
  "state-manager": "State Manager",
  "maintenance-window": "Maintenance window",
};

export function nameSource(source: FailureSource): string {
  return sourceNames[source];
}

/** Who called, without the account and the session: `role/deploy`, `user/maya.ortiz`. */
export function nameCaller(arn: string): string {
  const resource = arn.split(":").slice(5).join(":");
  if (!arn.startsWith("arn:") || resource === "") return arn;
  const [kind, name] = resource.split("/");
  return kind === "assumed-role" && name !== undefined ? `role/${name}` : resource;
}

/** What was tried and by whom, as one line: `SendCommand · AWS-RunShellScript · role/deploy`. */
export function describeAttempt({
  operation,
  documentName,
  caller,
  source,
}: {
  operation: string;
  documentName: string | null;
  caller: string | null;
  source: FailureSource | undefined;
}): string {
  const parts = [
    // An association's run is no call of anybody's.
    operation === "AssociationExecution" && documentName !== null ? null : operation,
    documentName,
    caller !== null ? nameCaller(caller) : source && nameSource(source),
  ];
  return parts.filter((part) => part !== null && part !== undefined).join(" · ");
}

/** An id as people look for it: the whole of it, or the first part of a long one. */
export function shortenRecordId(id: string): string {
  return /^[0-9a-f]{8}-[0-9a-f-]{20,}$/.test(id) ? id.slice(0, 8) : id;
}

const kindMeanings: Readonly<Record<string, string>> = {
  InvalidInstanceId: "not a node that may be commanded now: unknown, stopped, or not registered",
  InvalidTarget: "not a target that the runbook may act on",
  InvalidAutomationExecutionParameters: "the runbook does not take these targets",
  TargetNotConnected: "no session channel of it is open",
  UnsupportedPlatformType: "the document is not for its platform",
  InvalidPlatform: "the document is not for its platform",
  Undeliverable: "the command could not be handed to the node",
  DeliveryTimedOut: "the agent did not take it before it expired",
  NoInstancesInTag: "nothing matched the expression",
  NoInstancesInResourceGroup: "nothing is in the group",
  AccessDenied: "whoever called may not do this with it",
  InvalidNotificationConfig: "the notifications' topic or role was refused",
  InvalidRole: "the role was refused",
  IncorrectInstanceState: "the instance's state does not allow it",
};

/** What AWS's word for a failure means, as the end of a line; null where nothing needs to be said of it. */
export function explainKind(kind: string): string | null {
  return kindMeanings[kind] ?? null;
}

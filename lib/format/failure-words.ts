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

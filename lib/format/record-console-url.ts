import type { FailureRecord } from "../model/failure.ts";
import { resourceConsoleUrl } from "./console-url.ts";

/** The page of each record behind its service's console, by how AWS names its id. */
const pages: Record<string, string> = {
  EventId: "cloudtrailv2/home?region=#/events/*",
  CommandId: "systems-manager/run-command/*?region=",
  AutomationExecutionId: "systems-manager/automation/execution/*?region=",
  AssociationId: "systems-manager/state-manager/*/description?region=",
};

/** A record's page in the AWS console; null where it has none that its id alone leads to. */
export function recordConsoleUrl(
  region: string,
  { idName, id }: Pick<FailureRecord, "idName" | "id">,
): string | null {
  const page = pages[idName];
  const host = resourceConsoleUrl(region, { kind: "instance", id: "" });
  if (page === undefined || host === null) return null;
  const path = page.replace("region=", `region=${region}`).replace("*", () => encodeURIComponent(id));
  return `${new URL(host).origin}/${path}`;
}

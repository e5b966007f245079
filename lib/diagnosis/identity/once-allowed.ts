import type { Role } from "../../model/documents/role.ts";
import type { Change } from "../../model/world.ts";
import type { ScopeView } from "../node-view.ts";
import { heartbeatAction } from "./role-actions.ts";

/** Policies of AWS that allow the heartbeat, by which a detached one is told. */
const managedPolicies =
  /\b(AmazonSSMManagedInstanceCore|AmazonSSMManagedEC2InstanceDefaultPolicy|AmazonEC2RoleforSSM|AmazonSSMFullAccess|AdministratorAccess|PowerUserAccess)\b/;

/**
 * The change by which the role lost the heartbeat: what it was before names it and what it is now does not. Only words
 * are compared, so whoever uses this never decides by it.
 */
export function onceAllowedHeartbeat(scope: ScopeView, role: Role): Change | undefined {
  return scope
    .changesOf(role.id)
    .find(({ kind, from, to }) => kind === "role" && namesHeartbeat(from) && !namesHeartbeat(to));
}

function namesHeartbeat(value: unknown): boolean {
  if (typeof value === "string") {
    return managedPolicies.test(value) || quotedIn(value).some(coversHeartbeat);
  }
  if (Array.isArray(value)) return value.some(namesHeartbeat);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(namesHeartbeat);
}

/** The strings of a policy document that is given as text, or the text itself. */
function quotedIn(text: string): readonly string[] {
  const decoded = text.startsWith("%7B") ? decodePolicy(text) : text;
  return decoded.startsWith("{")
    ? [...decoded.matchAll(/"([^"\\]*)"/g)].map(([, inner = ""]) => inner)
    : [decoded];
}

function decodePolicy(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether it is an action, with or without wildcards, that stands for the heartbeat. A lone `*` is any resource too. */
function coversHeartbeat(pattern: string): boolean {
  if (!pattern.includes(":") || pattern.length > 128) return false;
  const [service = "", name = ""] = pattern.toLowerCase().split(":", 2);
  const [ownService = "", ownName = ""] = heartbeatAction.toLowerCase().split(":", 2);
  return service === ownService && matches(name, ownName);
}

function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(text);
}

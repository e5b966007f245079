import { type Match, no, yes } from "./match-statement.ts";
import type { Statement } from "./policy-document.ts";

/** Who calls, as the Principal of a policy may name it. */
export type Principal =
  | { kind: "service"; names: readonly string[] }
  | {
      kind: "role";
      arn: string;
      account: string;
      /** The session's name, which for an instance profile is the instance's id; null where the node is not known. */
      session: string | null;
    };

/** A policy of a resource names whom it speaks of; a statement that does not speaks of nobody. */
export function matchPrincipal({ principals }: Statement, principal: Principal): Match {
  if (principals === null) return no;
  const matches = matchNamed(principals.byKind, principal);
  if (!principals.isNot || matches.matches === "unknown") return matches;
  return matches.matches === "yes" ? no : yes;
}

function matchNamed(byKind: Readonly<Record<string, readonly string[]>>, principal: Principal): Match {
  const accounts = byKind.AWS ?? [];
  // A star stands for services too.
  if (accounts.includes("*")) return yes;
  if (principal.kind === "service") {
    const services = (byKind.Service ?? []).map((name) => name.toLowerCase());
    return services.some((name) => principal.names.includes(name)) ? yes : no;
  }
  const matches = accounts.map((name) => matchRole(name, principal));
  return matches.find((match) => match === yes) ?? matches.find((match) => match !== no) ?? no;
}

const oneSession: Match = { matches: "unknown", keys: [], isPerNode: true };

function matchRole(name: string, { arn, account, session }: Extract<Principal, { kind: "role" }>): Match {
  const [, partition = "", , , , ...rest] = arn.split(":");
  if (name === account || name === `arn:${partition}:iam::${account}:root` || name === arn) return yes;
  const roleName = rest.join(":").split("/").at(-1);
  const ofSessions = `arn:${partition}:sts::${account}:assumed-role/${roleName}/`;
  if (!name.startsWith(ofSessions)) return no;
  if (session === null) return oneSession;
  return name === ofSessions + session ? yes : no;
}

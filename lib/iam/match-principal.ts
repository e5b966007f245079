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

type Role = Extract<Principal, { kind: "role" }>;

/** A policy of a resource names whom it speaks of; a statement that does not speaks of nobody. */
export function matchPrincipal({ principals }: Statement, principal: Principal): Match {
  if (principals === null) return no;
  const { isNot, byKind } = principals;
  if (isNot && principal.kind === "role") return matchOthers(byKind.AWS ?? [], principal);
  const matches = matchNamed(byKind, principal);
  if (!isNot) return matches;
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

/**
 * Whether NotPrincipal leaves a role out. Its account, the role and the session are asked one after the other, so naming the
 * account beside another principal of it spares that one alone, and naming the role without its account may deny the role too
 * (IAM User Guide, "NotPrincipal"). Whom an account that stands alone spares AWS does not say.
 */
function matchOthers(names: readonly string[], role: Role): Match {
  if (names.includes("*")) return no;
  const isAccountNamed = names.some((name) => isAccountOf(name, role));
  const ownNames = names.filter((name) => !isAccountOf(name, role));
  const matches = ownNames.map((name) => matchRole(name, role));
  if (matches.includes(yes)) return isAccountNamed ? no : anyone;
  const open = matches.find((match) => match !== no);
  if (open !== undefined) return open;
  return isAccountNamed && !ownNames.some((name) => name.split(":")[4] === role.account) ? anyone : yes;
}

const anyone: Match = { matches: "unknown", keys: [], isPerNode: false };
const oneSession: Match = { matches: "unknown", keys: [], isPerNode: true };

function isAccountOf(name: string, { arn, account }: Role): boolean {
  return name === account || name === `arn:${arn.split(":")[1]}:iam::${account}:root`;
}

function matchRole(name: string, role: Role): Match {
  const { arn, account, session } = role;
  const [, partition = "", , , , ...rest] = arn.split(":");
  if (name === arn || isAccountOf(name, role)) return yes;
  const roleName = rest.join(":").split("/").at(-1);
  const ofSessions = `arn:${partition}:sts::${account}:assumed-role/${roleName}/`;
  if (!name.startsWith(ofSessions)) return no;
  if (session === null) return oneSession;
  return name === ofSessions + session ? yes : no;
}

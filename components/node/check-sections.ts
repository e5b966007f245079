import type { NodeDetail } from "../../lib/api/node.ts";
import type { CauseAnswer, CheckResultAnswer } from "../../lib/api/verdict.ts";
import { formatCount } from "../../lib/format/count.ts";

export type CheckSection = {
  name: "failed" | "consequences" | "undecided" | "unknown" | "warnings" | "passed" | "not-applicable";
  title: string;
  /** How many, and what that means. */
  aside: string;
  checks: CheckResultAnswer[];
};

type Judged = Pick<NodeDetail, "cause" | "alsoBroken" | "certainty" | "checks">;

/** The checks in the order of what a reader asks: what is wrong, what follows from it, what is not known, what is fine. */
export function toCheckSections(node: Judged): CheckSection[] {
  const of = (outcome: CheckResultAnswer["outcome"]) =>
    node.checks.filter((check) => check.outcome === outcome);
  const failed = of("fail");
  const own = failed.filter((check) => isOwnTrouble(check, node));
  const unknown = of("unknown");
  const plain = (checks: readonly CheckResultAnswer[]) => formatCount(checks.length);
  const sections: CheckSection[] = [
    { name: "failed", title: "Failed", checks: inOrderOfTrouble(own, node), aside: plain(own) },
    {
      name: "consequences",
      title: "Follow from it",
      checks: failed.filter((check) => !own.includes(check)),
      aside: formatCount(failed.length - own.length),
    },
    { name: "undecided", title: "Undecided", checks: of("undecided"), aside: plain(of("undecided")) },
    { name: "unknown", title: "Unknown", checks: unknown, aside: weighUnknown(unknown.length, node) },
    { name: "warnings", title: "Warnings", checks: of("warn"), aside: plain(of("warn")) },
    { name: "passed", title: "Passed", checks: of("pass"), aside: plain(of("pass")) },
    {
      name: "not-applicable",
      title: "Not applicable",
      checks: of("not-applicable"),
      aside: plain(of("not-applicable")),
    },
  ];
  // Where nothing failed by itself, what follows from it stands behind what may be it.
  const later = own.length === 0 ? sections.splice(1, 1) : [];
  sections.splice(
    sections.findIndex(({ name }) => name === "warnings"),
    0,
    ...later,
  );
  return sections.filter(({ checks }) => checks.length > 0);
}

/** What merely says that the node is silent follows from the cause, where one is known that is wrong by itself. */
function isOwnTrouble(check: CheckResultAnswer, { cause, alsoBroken }: Judged): boolean {
  if (cause === null) return true;
  const named = [cause, ...alsoBroken];
  return check.causes.some((own) => named.some((other) => isSameCause(own, other)));
}

function inOrderOfTrouble(checks: readonly CheckResultAnswer[], { cause, alsoBroken }: Judged) {
  const named = cause === null ? alsoBroken : [cause, ...alsoBroken];
  const rank = (check: CheckResultAnswer) => {
    const at = named.findIndex((other) => check.causes.some((own) => isSameCause(own, other)));
    return at < 0 ? named.length : at;
  };
  return checks.toSorted((one, other) => rank(one) - rank(other));
}

type CauseKey = Pick<CauseAnswer, "code" | "subject">;

export function isSameCause(one: CauseKey, other: CauseKey): boolean {
  return (
    one.code === other.code && one.subject.kind === other.subject.kind && one.subject.id === other.subject.id
  );
}

/** How many checks are unknown, and whether what they miss could change what is said. */
function weighUnknown(count: number, { cause, certainty }: Judged): string {
  const all = count === 1 ? "it" : count === 2 ? "neither" : "none of them";
  const any = count === 1 ? "it" : "they";
  if (cause !== null && certainty === "decided") {
    return `${formatCount(count)}; ${all} can${count === 1 ? "not" : ""} change the cause`;
  }
  if (cause !== null) return `${formatCount(count)}; ${any} may hide another cause`;
  return certainty === "undecided" ? `${formatCount(count)}; ${any} may hide the cause` : formatCount(count);
}

export type CheckFold = { group: CheckResultAnswer["group"]; checks: CheckResultAnswer[] };

/** Checks that went well, by their group in the order of the catalogue. */
export function foldByGroup(checks: readonly CheckResultAnswer[]): CheckFold[] {
  const groups = Map.groupBy(checks, ({ group }) => group);
  return [...groups].map(([group, members]) => ({ group, checks: members }));
}

/** Checks that say the very same, as all that miss one read do, each with those that say it too. */
export function foldAlike(checks: readonly CheckResultAnswer[]): CheckResultAnswer[][] {
  const said = ({ outcome, sentence, gaps, whoCanTell, evidence }: CheckResultAnswer) =>
    JSON.stringify([
      outcome,
      sentence,
      gaps.map(({ action, scope }) => [action, scope]),
      whoCanTell,
      evidence,
    ]);
  return [...Map.groupBy(checks, said).values()];
}

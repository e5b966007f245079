import { Fragment } from "react";
import type { CheckResultAnswer } from "../../lib/api/verdict.ts";
import { Facts } from "../evidence/facts.tsx";
import { PathMark } from "../path/path-mark.tsx";
import { classNames } from "../ui/class-names.ts";
import { Age } from "../ui/time.tsx";
import type { CheckSection } from "./check-sections.ts";
import { explainGap } from "./explain-gap.ts";
import { Sentence } from "./sentence.tsx";

const looks = {
  failed: "blocked",
  consequences: "beyond",
  undecided: "undecided",
  unknown: "undecided",
  warnings: "partly",
  passed: "open",
  "not-applicable": "beyond",
} as const;

const lookWords = {
  failed: "Failed",
  consequences: "Follows from the cause",
  undecided: "Undecided",
  unknown: "Unknown",
  warnings: "Warning",
  passed: "Passed",
  "not-applicable": "Does not apply",
} as const;

export const groupWords: Record<CheckResultAnswer["group"], string> = {
  target: "Target",
  instance: "Instance",
  identity: "Identity",
  network: "Network",
  agent: "Agent",
  session: "Session",
};

type CheckRowProps = {
  /** One check, or several that say the very same. */
  checks: readonly CheckResultAnswer[];
  section: CheckSection["name"];
  /** For the side panel: without the group's name. */
  isCompact?: boolean;
};

/** One check: how it went, one sentence, and the facts that it stands on. */
export function CheckRow({ checks, section, isCompact = false }: CheckRowProps) {
  const check = checks[0]!;
  const oldest = check.evidence.length > 0 ? Math.min(...check.evidence.map((one) => one.observedAt)) : null;
  return (
    <li
      className={classNames(
        "grid gap-x-2.5 border-t border-line-faint",
        isCompact
          ? "grid-cols-[16px_minmax(0,1fr)_auto] py-1.5 text-meta/[18px] first:border-t-0"
          : "grid-cols-[16px_minmax(0,1fr)_auto] px-3 py-2 wide:grid-cols-[16px_64px_minmax(0,1fr)_auto]",
      )}
    >
      <CheckMark section={section} />
      {!isCompact && (
        <span className="text-meta/5 text-3 max-wide:hidden">
          {checks.every(({ group }) => group === check.group) && groupWords[check.group]}
        </span>
      )}
      <p className="min-w-0 text-pretty">
        <Sentence text={section === "consequences" ? symptomOf(check) : check.sentence} isShort={isCompact} />
        <Unsaid check={check} />
        {checks.length > 1 && <Alike checks={checks} />}
      </p>
      {oldest === null ? <span /> : <Age at={oldest} className="text-micro/5 whitespace-nowrap text-3" />}
      <Facts
        evidence={check.evidence}
        className={classNames("col-[2/-1] mt-0.5", !isCompact && "wide:col-[3/-1]")}
      />
    </li>
  );
}

export function CheckMark({ section }: { section: CheckSection["name"] }) {
  return (
    <span className="grid h-5 w-4 place-items-center">
      <PathMark look={looks[section]} size={14} />
      <span className="sr-only">{lookWords[section]}: </span>
    </span>
  );
}

/** Where another cause is known, a symptom is only what was seen: what it would mean by itself is beside the point. */
function symptomOf({ sentence, evidence }: CheckResultAnswer): string {
  const seen = new Set(evidence.map((fact) => fact.sentence).filter((fact) => fact !== ""));
  return seen.size === 0 ? sentence : [...seen].join(" ");
}

/** Which checks one sentence speaks for. */
function Alike({ checks }: { checks: readonly CheckResultAnswer[] }) {
  return (
    <span className="block text-meta text-3">
      {checks.map(({ id }, rank) => (
        <Fragment key={id}>
          {rank > 0 && ", "}
          <code>{id}</code>
        </Fragment>
      ))}
    </span>
  );
}

/** What would tell: the permission that is missing, or the people who know. */
function Unsaid({ check }: { check: CheckResultAnswer }) {
  const ways = new Set(check.gaps.map(explainGap));
  if (check.whoCanTell !== null) ways.add(`Who can tell: ${check.whoCanTell.replace(/\.$/, "")}.`);
  return [...ways].map((way) => (
    <span key={way} className="text-2">
      {" "}
      <Sentence text={way} />
    </span>
  ));
}

import type { EvidenceAnswer } from "../../lib/api/verdict.ts";
import { classNames } from "../ui/class-names.ts";
import { Age } from "../ui/time.tsx";

/** What AWS said, one line a fact: the action that read it, the field, its value, and how old that is. */
export function Facts({
  evidence,
  hasAges = false,
  className,
}: {
  evidence: readonly EvidenceAnswer[];
  hasAges?: boolean;
  className?: string;
}) {
  if (evidence.length === 0) return null;
  return (
    <ul className={classNames("text-micro/[18px] text-3", className)}>
      {evidence.map((fact) => (
        <li
          key={`${fact.api} ${fact.document.kind} ${fact.document.id} ${fact.field} ${fact.value}`}
          className="flex flex-wrap gap-x-3"
        >
          <code className="text-micro!">{fact.api}</code>
          {fact.field !== "" && <code className="text-micro! wrap-anywhere">{fact.field}</code>}
          <span className="wrap-anywhere text-2" title={`${fact.sentence} (${fact.document.id})`}>
            {fact.value}
          </span>
          {hasAges && <Age at={fact.observedAt} className="whitespace-nowrap" />}
        </li>
      ))}
    </ul>
  );
}

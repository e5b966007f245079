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
  // A fact that several reasons stand on is one fact.
  const facts = new Map(evidence.map((fact) => [keyOf(fact), fact]));
  if (facts.size === 0) return null;
  return (
    <ul className={classNames("text-micro/[18px] text-3", className)}>
      {[...facts].map(([key, fact]) => (
        <li key={key} className="flex flex-wrap gap-x-3">
          <code className="text-micro!">{fact.api}</code>
          {fact.field !== "" && <code className="text-micro! wrap-anywhere">{fact.field}</code>}
          <span className="wrap-anywhere text-2" title={`${fact.sentence} (${fact.document.id})`}>
            {fact.value}
          </span>
          {fact.document.scope !== undefined && <span>in {fact.document.scope}</span>}
          {hasAges && <Age at={fact.observedAt} className="whitespace-nowrap" />}
        </li>
      ))}
    </ul>
  );
}

function keyOf({ api, field, value, document }: EvidenceAnswer): string {
  return [api, document.kind, document.id, field, value].join("\n");
}

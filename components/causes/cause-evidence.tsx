import type { EvidenceAnswer } from "../../lib/api/verdict.ts";
import { Sentence } from "../node/sentence.tsx";
import { Age } from "../ui/time.tsx";

/** What proves a cause: a sentence a fact, each once, and beside it what AWS said, where, and how old that is. */
export function CauseEvidence({ evidence }: { evidence: readonly EvidenceAnswer[] }) {
  const facts = new Map(evidence.map((fact) => [`${fact.api} ${fact.document.id} ${fact.sentence}`, fact]));
  return (
    <ul className="mt-2 rounded-3 border border-line">
      {[...facts].map(([key, fact]) => (
        <li
          key={key}
          className="grid grid-cols-[minmax(0,5fr)_minmax(0,7fr)] gap-x-6 gap-y-1 border-b border-line-faint px-3 py-2 last:border-b-0 max-wide:grid-cols-1"
        >
          <span className="text-pretty">
            <Sentence text={fact.sentence} isShort />
          </span>
          <span className="flex flex-wrap items-baseline gap-x-3 text-micro/5 text-3">
            <code className="text-micro!">{fact.api}</code>
            {fact.field !== "" && <code className="text-micro! wrap-anywhere">{fact.field}</code>}
            <code className="text-micro! wrap-anywhere text-2">{fact.value}</code>
            <Age at={fact.observedAt} className="ml-auto whitespace-nowrap" />
          </span>
        </li>
      ))}
    </ul>
  );
}

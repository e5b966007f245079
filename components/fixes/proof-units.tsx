import type { ProofCounts } from "../../lib/api/proof.ts";
import { formatCount } from "../../lib/format/count.ts";
import { sum } from "./proof-words.ts";

/** More squares than this nobody counts. */
const mostSquares = 60;

const looks = {
  freed: { word: "come back", square: "bg-fill-reachable", bar: "bg-fill-reachable" },
  meetNext: {
    word: "meet the next cause",
    square: "border-[1.5px] border-fill-lost",
    bar: "stripes-fill-lost border border-fill-lost",
  },
  cannotTell: {
    word: "cannot be told",
    square: "border-[1.5px] border-dotted border-fill-unknown",
    bar: "stripes-fill-unknown",
  },
} as const;

/** The nodes of a cause by what becomes of them: a square each, or where there are many a bar. */
export function ProofUnits({ proof }: { proof: ProofCounts }) {
  const counts = { freed: proof.freed, meetNext: sum(proof.meetNext), cannotTell: proof.cannotTell };
  const groups = (["freed", "meetNext", "cannotTell"] as const).filter((name) => counts[name] > 0);
  const said = groups.map((name) => `${formatCount(counts[name])} ${looks[name].word}`).join(", ");
  const label = `Of ${formatCount(proof.nodes)}: ${said || "none comes back"}`;
  if (proof.nodes > mostSquares) {
    return (
      <span role="img" aria-label={label} title={label} className="flex h-3 w-80 max-w-full gap-px">
        {groups.map((name) => (
          <i
            key={name}
            className={`min-w-1 rounded-1 ${looks[name].bar}`}
            style={{ width: `${(100 * counts[name]) / proof.nodes}%` }}
          />
        ))}
      </span>
    );
  }
  return (
    <span role="img" aria-label={label} title={label} className="flex max-w-100 flex-wrap gap-x-2 gap-y-1">
      {groups.map((name) => (
        <span key={name} className="flex flex-wrap gap-0.5">
          {Array.from({ length: counts[name] }, (_, rank) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: squares are alike
            <i key={rank} className={`h-3.5 w-2.5 rounded-[2px] ${looks[name].square}`} />
          ))}
        </span>
      ))}
    </span>
  );
}

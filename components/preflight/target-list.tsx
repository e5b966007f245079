"use client";

import { ChevronRight } from "lucide-react";
import { useMemo, useState } from "react";
import type { PreflightReport, TargetVerdictReport } from "../../lib/api/preflight.ts";
import { formatCount } from "../../lib/format/count.ts";
import { shortenId } from "../../lib/format/id.ts";
import { Button } from "../ui/button.tsx";
import { clusterTargets } from "./cluster-targets.ts";
import { groupTargets, type TargetGroup } from "./group-targets.ts";
import { TargetRow } from "./target-row.tsx";

const heads: Record<TargetGroup["outcome"], string> = {
  refused: "text-st-lost",
  undeliverable: "text-1",
  unknown: "text-st-unknown",
  waits: "text-1",
  receives: "text-st-reachable",
};

/** Target by target what would become of it, the gravest first. */
export function TargetList({ report }: { report: PreflightReport }) {
  const groups = useMemo(() => groupTargets(report), [report]);
  return (
    <div className="overflow-hidden rounded-3 border border-line">
      {groups.map((group) => (
        <Group key={group.outcome} group={group} />
      ))}
    </div>
  );
}

const shownAtFirst = 50;
const shownMore = 500;

function Group({ group }: { group: TargetGroup }) {
  const { outcome, title, about, targets } = group;
  const isGood = outcome === "receives";
  const [limit, setLimit] = useState(shownAtFirst);
  const [isOpen, setIsOpen] = useState(!isGood || targets.length <= 3);
  const clusters = useMemo(() => clusterTargets(targets), [targets]);
  const shown = isOpen ? clusters.slice(0, limit) : [];
  const left = clusters.length - shown.length;
  return (
    <section className="group/targets">
      <h3 className="flex min-h-[30px] flex-wrap items-center gap-x-2 border-t border-line bg-sunken px-3 py-1 text-meta font-name group-first/targets:border-t-0">
        <span className={heads[outcome]}>{title}</span>
        <span className="font-text text-3">
          {formatCount(targets.length)}
          {about !== "" && `; ${about}`}
        </span>
      </h3>
      {!isOpen && <Folded targets={targets} onOpen={() => setIsOpen(true)} />}
      <ul>
        {shown.map((cluster) => (
          <TargetRow key={`${cluster[0].scope} ${cluster[0].id}`} cluster={cluster} />
        ))}
      </ul>
      {isOpen && left > 0 && (
        <p className="border-t border-line-faint px-3 py-1.5">
          <Button variant="bare" size="small" onClick={() => setLimit(limit + shownMore)}>
            Show {formatCount(Math.min(shownMore, left))} more
          </Button>
        </p>
      )}
    </section>
  );
}

function Folded({ targets, onOpen }: { targets: TargetVerdictReport[]; onOpen: () => void }) {
  const names = targets.slice(0, 8).map(({ name, id }) => name ?? shortenId(id));
  return (
    <button
      type="button"
      aria-expanded={false}
      onClick={onOpen}
      className="flex w-full items-center gap-2 border-t border-line-faint px-3 py-2 text-left hover:bg-hover"
    >
      <span className="min-w-0 flex-1 truncate font-name">
        {names.join(", ")}
        {targets.length > names.length && (
          <span className="font-text text-3"> and {formatCount(targets.length - names.length)} more</span>
        )}
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-3" strokeWidth={1.5} />
    </button>
  );
}

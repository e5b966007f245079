"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { PreflightReport, TargetVerdictReport } from "../../lib/api/preflight.ts";
import { formatCount } from "../../lib/format/count.ts";
import { shortenId } from "../../lib/format/id.ts";
import { causeHrefOf } from "../../lib/routes/causes.ts";
import { nodeHref } from "../../lib/routes/fleet.ts";
import { FixLink } from "../fixes/fix-link.tsx";
import { Sentence } from "../node/sentence.tsx";
import { Button } from "../ui/button.tsx";
import { TextLink } from "../ui/link.tsx";
import { StatusGlyph, StatusWord } from "../ui/status-glyph.tsx";
import { groupTargets, type TargetGroup } from "./group-targets.ts";

const heads: Record<TargetGroup["outcome"], string> = {
  refused: "text-st-lost",
  undeliverable: "text-1",
  unknown: "text-st-unknown",
  waits: "text-1",
  receives: "text-st-reachable",
};

/** Target by target what would become of it, the gravest first. */
export function TargetList({ report }: { report: PreflightReport }) {
  return (
    <div className="overflow-hidden rounded-3 border border-line">
      {groupTargets(report).map((group) => (
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
  const shown = isOpen ? targets.slice(0, limit) : [];
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
        {shown.map((target) => (
          <Target key={target.id} target={target} />
        ))}
      </ul>
      {isOpen && targets.length > shown.length && (
        <p className="border-t border-line-faint px-3 py-1.5">
          <Button variant="bare" size="small" onClick={() => setLimit(limit + shownMore)}>
            Show {formatCount(Math.min(shownMore, targets.length - shown.length))} more
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

function Target({ target }: { target: TargetVerdictReport }) {
  const { id, name, scope, status, sentence, error, nearMisses } = target;
  return (
    <li className="grid items-start gap-x-3 border-t border-line-faint px-3 py-1.5 [content-visibility:auto] [contain-intrinsic-block-size:auto_33px] wide:grid-cols-[132px_minmax(140px,200px)_minmax(0,1fr)_auto]">
      {status === null ? (
        <span className="inline-flex items-center gap-1.5 text-2">
          <StatusGlyph status="gone" />
          {target.cause?.code === "target-malformed" ? "No id" : "Not found"}
        </span>
      ) : (
        <StatusWord status={status} />
      )}
      <span className="min-w-0 truncate">
        {scope !== null && status !== null ? (
          <Link href={nodeHref(scope, id)} prefetch={false} className="rounded-1 hover:underline">
            <Who name={name} id={id} />
          </Link>
        ) : (
          <Who name={name} id={id} />
        )}
      </span>
      <p className="min-w-0 text-pretty text-2">
        <Sentence text={sentence} isShort />
        {nearMisses.map((miss) => (
          <span key={miss.id} className="block text-1">
            <Sentence text={miss.sentence} isShort />
          </span>
        ))}
        {error !== null && (
          <code className="block text-micro! text-3">
            {error.code}
            {error.isUnconfirmed && (
              <span className="font-sans"> (no source confirms that AWS answers so)</span>
            )}
          </code>
        )}
      </p>
      <Why target={target} />
    </li>
  );
}

function Who({ name, id }: { name: string | null; id: string }) {
  return (
    <>
      {name !== null && <span className="font-name">{name} </span>}
      <code title={id} className={name === null ? "" : "text-micro! text-3"}>
        {shortenId(id)}
      </code>
    </>
  );
}

/** The cause's own page, where it is one that nodes have. */
function Why({ target: { cause } }: { target: TargetVerdictReport }) {
  if (cause === null || cause.scope === null) return <span />;
  if (cause.subject.kind === "expression" || cause.subject.kind === "document") return <span />;
  return (
    <span className="flex gap-3">
      <TextLink href={causeHrefOf(cause.scope, cause)} prefetch={false}>
        Why
      </TextLink>
      <FixLink scope={cause.scope} cause={cause} />
    </span>
  );
}

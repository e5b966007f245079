"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { FixPlan as Plan, PlanStep } from "../../lib/api/proof.ts";
import { formatCount, formatCountOf, formatList } from "../../lib/format/count.ts";
import { causeCodeHref, causesHref, hasCodePage } from "../../lib/routes/causes.ts";
import { walkthroughHref } from "../../lib/routes/fixes.ts";
import { Sentence } from "../node/sentence.tsx";
import { ProblemState } from "../query/problem-state.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { planOptions } from "./fix-queries.ts";

const tracks =
  "grid grid-cols-[24px_minmax(0,1fr)_48px_minmax(160px,32%)_104px_16px] items-center gap-x-4 px-3 max-wide:grid-cols-[20px_minmax(0,1fr)_auto_16px] max-wide:gap-x-2 max-wide:gap-y-1 max-wide:px-4";

const shownAtFirst = 8;

/** The shortest list of fixes that brings back the most nodes: each bar goes on where the one before it ended. */
export function FixPlan({ q }: { q: string }) {
  const { data: plan, error, refetch } = useQuery(planOptions(q));
  const [isWhole, setIsWhole] = useState(false);
  const isFolded = !isWhole && plan !== undefined && plan.steps.length > shownAtFirst + 2;
  const shown = (isFolded ? plan.steps.slice(0, shownAtFirst) : plan?.steps) ?? [];
  if (plan && [plan.steps, plan.left, plan.degraded.steps].every(({ length }) => length === 0)) return null;
  return (
    <section aria-label="Fix plan" className="mt-6">
      <h2 className="mb-2 text-lead font-head">
        Fix plan{" "}
        <small className="ml-1 text-meta font-text text-3">
          the shortest list that brings back the most, each step proved on top of the ones before it
        </small>
      </h2>
      <div className="overflow-hidden rounded-3 border border-line max-wide:-mx-4 max-wide:rounded-none max-wide:border-x-0">
        {plan ? (
          <>
            <ol>
              {shown.map((step, index) => (
                <Step key={step.walkthroughId} step={step} position={index + 1} of={plan.notAnswering} />
              ))}
            </ol>
            {isFolded && <More plan={plan} from={shown.length} onShow={() => setIsWhole(true)} />}
            <Left plan={plan} />
            <Partly plan={plan} />
          </>
        ) : error ? (
          <ProblemState error={error} onRetry={() => void refetch()} className="p-4!" />
        ) : (
          <PlanSkeleton />
        )}
      </div>
    </section>
  );
}

function Step({
  step,
  position,
  of,
  isForDegraded = false,
}: {
  step: PlanStep;
  position: number;
  of: number;
  isForDegraded?: boolean;
}) {
  const { freed, cumulative, after, title, walkthroughId } = step;
  return (
    <li className="border-b border-line-faint last:border-b-0">
      <Link
        href={walkthroughHref(walkthroughId)}
        prefetch={false}
        data-plan-row
        className={`${tracks} min-h-9 py-1.5 -outline-offset-2 hover:bg-hover`}
      >
        <span className="text-right text-meta text-3 tabular-nums">{position}</span>
        <span className="min-w-0 font-name text-pretty text-1 max-wide:line-clamp-2 wide:truncate">
          <Sentence text={title} isShort />
          {after.length > 0 && (
            <span className="font-text text-2">
              ; some need {formatList(after.map((place) => `fix ${place}`))} too
            </span>
          )}
        </span>
        <span className="text-right font-name text-st-reachable tabular-nums">
          <span className="sr-only">{isForDegraded ? "mends" : "brings back"} </span>+{formatCount(freed)}
        </span>
        <Bar before={cumulative - freed} freed={freed} of={of} />
        <span className="text-meta text-2 tabular-nums max-wide:col-start-2">
          <span className="font-name text-1">{formatCount(cumulative)}</span> of {formatCount(of)}{" "}
          {isForDegraded ? "whole" : "back"}
        </span>
        <ChevronRight
          aria-hidden
          className="size-4 text-3 max-wide:col-start-4 max-wide:row-start-1"
          strokeWidth={1.5}
        />
      </Link>
    </li>
  );
}

function More({ plan, from, onShow }: { plan: Plan; from: number; onShow: () => void }) {
  const rest = plan.steps.slice(from);
  const freed = rest.reduce((all, step) => all + step.freed, 0);
  return (
    <button
      type="button"
      onClick={onShow}
      className="block w-full border-t border-line-faint py-2 pr-3 pl-13 text-left text-meta text-accent -outline-offset-2 hover:bg-hover max-wide:pl-4"
    >
      {formatCountOf(rest.length, "more fix", "more fixes")}, which {rest.length === 1 ? "brings" : "bring"}{" "}
      back {formatCount(freed)}
    </button>
  );
}

/** How far the list has come by this step, and what is its own part in it. */
function Bar({ before, freed, of }: { before: number; freed: number; of: number }) {
  const percent = (count: number) => `${of === 0 ? 0 : (100 * count) / of}%`;
  return (
    <span
      aria-hidden="true"
      className="relative h-2 border-r border-line-strong max-wide:col-span-2 max-wide:col-start-2 max-wide:row-start-2"
    >
      <i className="absolute inset-x-0 top-1/2 h-px bg-(--line)" />
      <i
        className="absolute inset-y-0 left-0 rounded-l-[2px] bg-(--edge-reachable)"
        style={{ width: percent(before) }}
      />
      <i
        className="absolute inset-y-0 min-w-[3px] rounded-[2px] bg-fill-reachable"
        style={{ left: percent(before), width: percent(freed) }}
      />
    </span>
  );
}

/** More than this is not read in a line. */
const saidInOneLine = 3;

function Left({ plan: { left, steps } }: { plan: Plan }) {
  const count = left.reduce((all, { nodes }) => all + nodes, 0);
  if (count === 0) return null;
  const line = `bg-sunken py-2 pr-3 pl-13 text-meta text-pretty text-2 max-wide:pl-4 ${steps.length > 0 ? "border-t border-line" : ""}`;
  if (left.length <= saidInOneLine) {
    return (
      <p className={line}>
        {formatCountOf(count, "node")} {count === 1 ? "needs" : "need"} a person:{" "}
        {left.map((group, index) => (
          <span key={group.code}>
            {index > 0 && "; "}
            {formatCount(group.nodes)} <LeftLink group={group} />
          </span>
        ))}
        .
      </p>
    );
  }
  return (
    <details className={line}>
      <summary className="w-fit cursor-pointer rounded-1 hover:text-1">
        No fix on the list brings back {formatCountOf(count, "more node")}, for {formatCount(left.length)}{" "}
        reasons
      </summary>
      <ul className="mt-2 mb-1 grid gap-1">
        {left.map((group) => (
          <li key={group.code} className="grid grid-cols-[24px_minmax(0,1fr)] gap-x-2">
            <span className="text-right tabular-nums">{formatCount(group.nodes)}</span>
            <span className="text-pretty">
              <LeftLink group={group} />. <span className="text-3">{group.why}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Behind all that brings back silent nodes: what is for those that answer, and cannot do everything. */
function Partly({ plan: { degraded, steps: before } }: { plan: Plan }) {
  const { steps, mended, mendedBesides, nodes } = degraded;
  if (steps.length === 0) return null;
  return (
    <details className="border-t border-line">
      <summary className="cursor-pointer bg-sunken py-2 pr-3 pl-13 text-meta text-pretty text-2 -outline-offset-2 hover:text-1 max-wide:pl-4">
        {formatCountOf(
          steps.length,
          before.length > 0 ? "more fix" : "fix",
          before.length > 0 ? "more fixes" : "fixes",
        )}{" "}
        {steps.length === 1 ? "mends" : "mend"} {formatCount(mended - mendedBesides)} of{" "}
        {formatCountOf(nodes, "node")} that {nodes === 1 ? "answers and cannot" : "answer and cannot"} do
        everything
      </summary>
      <ol>
        {steps.map((step, index) => (
          <Step
            key={step.walkthroughId}
            step={step}
            position={before.length + index + 1}
            of={nodes}
            isForDegraded
          />
        ))}
      </ol>
    </details>
  );
}

function LeftLink({ group: { code, title, why } }: { group: Plan["left"][number] }) {
  return (
    <Link
      href={hasCodePage(code) ? causeCodeHref(code) : causesHref({ q: `cause:${code}` })}
      prefetch={false}
      title={why}
      className="rounded-1 text-1 underline decoration-(--line-strong) underline-offset-3 hover:decoration-current"
    >
      {title}
    </Link>
  );
}

function PlanSkeleton() {
  return (
    <div aria-busy="true">
      {["46%", "60%", "38%", "52%", "44%"].map((width) => (
        <div key={width} className={`${tracks} h-9 border-b border-line-faint last:border-b-0`}>
          <Skeleton className="ml-auto w-3" />
          <Skeleton style={{ width }} />
          <Skeleton className="w-8" />
          <Skeleton className="h-2 w-full max-wide:hidden" />
          <Skeleton className="w-16 max-wide:hidden" />
        </div>
      ))}
    </div>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { FixPlan as Plan, PlanStep } from "../../lib/api/proof.ts";
import { formatCount, formatCountOf, formatList } from "../../lib/format/count.ts";
import { causeCodeHref } from "../../lib/routes/causes.ts";
import { walkthroughHref } from "../../lib/routes/fixes.ts";
import { Sentence } from "../node/sentence.tsx";
import { ProblemState } from "../query/problem-state.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { planOptions } from "./fix-queries.ts";

const tracks =
  "grid grid-cols-[24px_minmax(0,1fr)_48px_minmax(160px,32%)_104px_16px] items-center gap-x-4 px-3 max-wide:grid-cols-[20px_minmax(0,1fr)_auto_16px] max-wide:gap-x-2 max-wide:gap-y-1 max-wide:px-4";

/** The shortest list of fixes that brings back the most nodes: each bar goes on where the one before it ended. */
export function FixPlan({ q }: { q: string }) {
  const { data: plan, error, refetch } = useQuery(planOptions(q));
  if (plan && plan.steps.length === 0 && plan.left.length === 0) return null;
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
              {plan.steps.map((step, index) => (
                <Step key={step.walkthroughId} step={step} position={index + 1} of={plan.notAnswering} />
              ))}
            </ol>
            <Left plan={plan} />
          </>
        ) : error ? (
          <ProblemState error={error} onRetry={() => void refetch()} className="p-4" />
        ) : (
          <PlanSkeleton />
        )}
      </div>
    </section>
  );
}

function Step({ step, position, of }: { step: PlanStep; position: number; of: number }) {
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
          <span className="sr-only">brings back </span>+{formatCount(freed)}
        </span>
        <Bar before={cumulative - freed} freed={freed} of={of} />
        <span className="text-meta text-2 tabular-nums max-wide:col-start-2">
          <span className="font-name text-1">{formatCount(cumulative)}</span> of {formatCount(of)} back
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

function Left({ plan: { left, steps } }: { plan: Plan }) {
  const count = left.reduce((all, { nodes }) => all + nodes, 0);
  if (count === 0) return null;
  return (
    <div
      className={`bg-sunken py-2 pr-3 pl-[52px] text-meta text-pretty text-2 max-wide:pl-4 ${steps.length > 0 ? "border-t border-line" : ""}`}
    >
      {formatCountOf(count, "node")} {count === 1 ? "needs" : "need"} a person:{" "}
      {left.map(({ code, title, nodes, why }, index) => (
        <span key={code}>
          {index > 0 && "; "}
          {formatCount(nodes)}{" "}
          <Link
            href={causeCodeHref(code)}
            prefetch={false}
            title={why}
            className="rounded-1 text-1 underline decoration-(--line-strong) underline-offset-3 hover:decoration-current"
          >
            {title}
          </Link>{" "}
          <span className="text-3">({why.replace(/\.$/, "")})</span>
        </span>
      ))}
      .
    </div>
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

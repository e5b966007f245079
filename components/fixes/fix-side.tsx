"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { WalkthroughAnswer } from "../../lib/api/walkthrough.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { shortenId } from "../../lib/format/id.ts";
import { explainStatus } from "../../lib/format/status.ts";
import type { Status } from "../../lib/model/status.ts";
import { causesHref } from "../../lib/routes/causes.ts";
import { fixHistoryHref, walkthroughHref } from "../../lib/routes/fixes.ts";
import { fleetHref } from "../../lib/routes/fleet.ts";
import { causeOptions } from "../causes/cause-queries.ts";
import { Sentence } from "../node/sentence.tsx";
import { TextLink } from "../ui/link.tsx";
import { Moment } from "../ui/time.tsx";
import { costWords } from "./cost-words.ts";
import { planOptions } from "./fix-queries.ts";
import { hrefOfTreated } from "./href-of-treated.ts";
import { NoteField } from "./note-field.tsx";
import { wordsOfRun } from "./run-words.ts";
import { useNamedScopes } from "./use-named-scopes.ts";

const shownRuns = 8;

/** What there is to know of a fix beside its steps: what it is for, what comes next, what was done. */
export function FixSide({ walkthrough }: { walkthrough: WalkthroughAnswer }) {
  return (
    <aside aria-label="About this fix" className="min-w-0 space-y-6">
      <Part title="This fix">
        <Facts walkthrough={walkthrough} />
      </Part>
      <Then walkthrough={walkthrough} />
      <Part title="Note">
        <NoteField walkthrough={walkthrough} />
      </Part>
      <History walkthrough={walkthrough} />
    </aside>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 border-b border-line pb-2 font-head">{title}</h2>
      {children}
    </section>
  );
}

function Facts({ walkthrough: { cause, fix, applying } }: { walkthrough: WalkthroughAnswer }) {
  const scopes = useNamedScopes(cause.scopes);
  const byStatus = useQuery({
    ...causeOptions(cause.code, cause.key),
    enabled: !cause.isOfRegion,
  }).data?.nodes.byStatus;
  const { subject } = cause;
  const facts: [string, ReactNode][] = [
    [
      "Cause",
      <TextLink key="cause" href={hrefOfTreated(cause)} prefetch={false}>
        <code className="text-meta!">{cause.code}</code>
      </TextLink>,
    ],
    [
      "To blame",
      <span key="blame" title={subject.id}>
        <code>{shortenId(subject.id.slice(subject.id.lastIndexOf("/") + 1))}</code>
        {subject.name !== null && subject.name !== subject.id && ` ${subject.name}`}
      </span>,
    ],
    ["In", scopes],
    [
      "Since",
      cause.since === null ? "not known" : <Beginning key="since" at={cause.since} by={cause.changedBy} />,
    ],
    [
      "Nodes",
      <TextLink key="nodes" href={fleetHref({ q: cause.filter })} prefetch={false}>
        {countWords(cause.nodes, byStatus)}
      </TextLink>,
    ],
    [
      "Risk",
      <span key="risk">
        {fix.risk.level[0]!.toUpperCase() + fix.risk.level.slice(1)}.{" "}
        <Sentence text={fix.risk.sentence} isShort />
      </span>,
    ],
    ["Cost", costWords(fix.cost)],
    ["Takes effect", <Sentence key="effect" text={fix.takesEffect.sentence} isShort />],
    [
      "Runs as",
      applying.roleArn === null || applying.whyNot !== null ? (
        "you, by hand"
      ) : (
        <code key="role" title={applying.roleArn} className="wrap-anywhere">
          {applying.roleArn.replace(/^arn:[^:]*:iam::\d*:/, "")}
        </code>
      ),
    ],
  ];
  return (
    <dl className="grid grid-cols-[76px_minmax(0,1fr)] gap-x-3 gap-y-1.5">
      {facts.map(([term, fact]) => (
        <div key={term} className="contents">
          <dt className="text-meta/5 text-3">{term}</dt>
          <dd className="text-pretty">{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

function Beginning({ at, by }: { at: number; by: string | null }) {
  return (
    <>
      <Moment at={at} />
      {by !== null && `, by ${by}`}
    </>
  );
}

function countWords(nodes: number, byStatus: Record<string, number> | undefined): string {
  const parts = Object.entries(byStatus ?? {}).filter(([, count]) => count > 0);
  if (nodes === 0) return "none any more";
  if (parts.length === 0) return formatCountOf(nodes, "node");
  return parts
    .map(([status, count]) => `${formatCount(count)} ${explainStatus(status as Status).toLowerCase()}`)
    .join(", ");
}

/** The next fix of the plan after this one, and the whole plan. */
function Then({ walkthrough: { id, proof } }: { walkthrough: WalkthroughAnswer }) {
  const { data: plan } = useQuery(planOptions(""));
  if (!plan || plan.steps.length === 0) return null;
  const next = plan.steps.find((step) => step.walkthroughId !== id);
  const own = (proof?.meetNext ?? []).flatMap((group) =>
    group.walkthroughId !== null && group.walkthroughId !== next?.walkthroughId
      ? [{ ...group, id: group.walkthroughId }]
      : [],
  );
  return (
    <Part title="Then">
      <ul className="grid gap-1.5">
        {own.map((group) => (
          <Line
            key={group.id}
            href={walkthroughHref(group.id)}
            end={`${formatCountOf(group.nodes, "node")} of these`}
          >
            <Sentence text={group.title} isShort />
          </Line>
        ))}
        {next && (
          <Line href={walkthroughHref(next.walkthroughId)} end={`+${formatCountOf(next.freed, "node")}`}>
            <Sentence text={next.title} isShort />
          </Line>
        )}
        <Line
          href={causesHref()}
          end={`${formatCount(plan.broughtBack)} of ${formatCount(plan.notAnswering)}`}
        >
          {plan.steps.length === 1 ? "The plan" : `All ${formatCount(plan.steps.length)} fixes of the plan`}
        </Line>
      </ul>
    </Part>
  );
}

function Line({ href, end, children }: { href: string; end: string; children: ReactNode }) {
  return (
    <li className="flex items-baseline justify-between gap-3">
      <TextLink href={href} prefetch={false} className="min-w-0 text-pretty">
        {children}
      </TextLink>
      <span className="shrink-0 text-meta text-3 tabular-nums">{end}</span>
    </li>
  );
}

function History({ walkthrough: { id, history, steps } }: { walkthrough: WalkthroughAnswer }) {
  const numberOf = (step: string | null) => steps.findIndex((one) => one.id === step) + 1;
  return (
    <Part title="History">
      {history.length === 0 && <p className="text-meta text-3">Nobody has done anything on it yet.</p>}
      <ol>
        {history.slice(0, shownRuns).map((run) => (
          <li
            key={run.id}
            className="grid grid-cols-[76px_minmax(0,1fr)] gap-x-3 border-b border-line-faint py-2 first:pt-0"
          >
            <Moment at={run.at} className="text-meta/5 text-3 tabular-nums" />
            <div className="min-w-0">
              <p>
                {wordsOfRun(run)}
                {run.step !== null && numberOf(run.step) > 0 && `: step ${numberOf(run.step)}`}
              </p>
              <p className="text-meta text-pretty wrap-anywhere text-3">
                {run.by}: <Sentence text={run.sentence} isShort />
              </p>
            </div>
          </li>
        ))}
      </ol>
      {history.length > shownRuns && (
        <p className="mt-2 text-meta">
          <TextLink href={fixHistoryHref({ q: id })} prefetch={false}>
            All {formatCount(history.length)}
          </TextLink>
        </p>
      )}
    </Part>
  );
}

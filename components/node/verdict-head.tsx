"use client";

import { ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";
import type { NodeDetail } from "../../lib/api/node.ts";
import type { CauseAnswer } from "../../lib/api/verdict.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { causeHrefOf } from "../../lib/routes/causes.ts";
import { fixedCauseOf } from "../../lib/routes/fixes.ts";
import { FixButton } from "../fixes/fix-button.tsx";
import { ScopeWords } from "../fleet/scope-words.tsx";
import { Button } from "../ui/button.tsx";
import { TextLink } from "../ui/link.tsx";
import { StatusWord } from "../ui/status-glyph.tsx";
import { Age, Clock, Moment, Until } from "../ui/time.tsx";
import { awaitedMeaning, certaintyMeanings, certaintyWords } from "./certainty.ts";
import { ReadNodeNow } from "./read-node-now.tsx";
import { Sentence } from "./sentence.tsx";
import { useSharingNodes } from "./use-sharing-nodes.ts";
import { whyBeside } from "./why-beside.ts";

/** The answer in one sentence, how sure it is, since when, whom else it concerns, and what is wrong besides. */
export function VerdictHead({ node }: { node: NodeDetail }) {
  const why = whyBeside(node);
  return (
    <header className="flex items-start gap-x-6 gap-y-3 max-wide:flex-col">
      <div className="min-w-0 flex-1">
        <h1 className="max-w-200 text-verdict font-head text-balance [&_code]:font-name">
          <Sentence text={node.sentence} isShort />
        </h1>
        {why !== null && (
          <p className="mt-0.5 max-w-200 text-pretty text-2">
            <Sentence text={why} />
          </p>
        )}
        <Facts>
          <span className="inline-flex flex-wrap gap-x-2.5">
            <StatusWord status={node.status} isStrong />
            <LastPing at={node.lastPingAt} />
          </span>
          <Certainty node={node} />
          <Since node={node} />
          {node.cause?.subject.scope !== undefined && (
            <span title="What is to blame is not in the node's own account and Region">
              In <ScopeWords scope={node.cause.subject.scope} />
            </span>
          )}
          {node.cause !== null && (
            <span>
              <SharingNodes scope={node.scope} cause={node.cause} />
            </span>
          )}
        </Facts>
        <Expected node={node} />
        <AlsoBroken node={node} />
      </div>
      <div className="flex shrink-0 gap-2">
        {node.consoleUrl !== null && (
          <Button asChild>
            <a href={node.consoleUrl} target="_blank" rel="noreferrer">
              Console
              <ArrowUpRight aria-hidden strokeWidth={1.5} />
            </a>
          </Button>
        )}
        <ReadNodeNow node={node} />
        {node.cause !== null && <FixButton cause={fixedCauseOf(node.scope, node.cause)} />}
      </div>
    </header>
  );
}

/** With a dot before each but the first of a line: what stands left of the line is cut off. */
function Facts({ children }: { children: ReactNode }) {
  return (
    <div className="mt-1.5 overflow-x-clip">
      <p className="-ml-2.5 flex flex-wrap items-center gap-y-0.5 text-2 wide:-ml-6 *:relative *:pl-2.5 wide:*:pl-6 wide:*:before:absolute wide:*:before:left-2.5 wide:*:before:text-3 wide:*:before:content-['·'/'']">
        {children}
      </p>
    </div>
  );
}

function LastPing({ at }: { at: number | null }) {
  if (at === null) return <span>No ping is known</span>;
  return (
    <span>
      Last ping <Moment at={at} />, <Age at={at} isPrecise />
    </span>
  );
}

function Certainty({ node: { certainty, awaitsCause, checks } }: { node: NodeDetail }) {
  const passed = checks.filter(({ outcome }) => outcome === "pass").length;
  return (
    <span title={awaitsCause ? awaitedMeaning : certaintyMeanings[certainty]}>
      {awaitsCause ? "Being read" : certaintyWords[certainty]}
      {passed > 0 && <>; {formatCountOf(passed, "check")} passed</>}
    </span>
  );
}

/** Since when it is so, as AWS's own facts tell; else since when Muster has seen it so. */
function Since({ node: { since, statusSince, changedBy } }: { node: NodeDetail }) {
  return (
    <span title={since === null ? "As far as Muster has watched" : "As AWS's own facts tell"}>
      {since === null ? "Seen so since" : "So since"} <Moment at={since ?? statusSince} />
      {changedBy !== null && <>, by {changedBy}</>}
    </span>
  );
}

function SharingNodes({ scope, cause }: { scope: string; cause: CauseAnswer }) {
  const others = useSharingNodes(scope, cause);
  const href = causeHrefOf(scope, cause);
  if (!others) return <TextLink href={href}>The cause</TextLink>;
  return (
    <TextLink href={href}>
      {formatCount(others)} other {others === 1 ? "node shares" : "nodes share"} this cause
    </TextLink>
  );
}

function Expected({ node: { expectedUntil, state } }: { node: NodeDetail }) {
  if (expectedUntil === null) return null;
  return (
    <p className="mt-1.5">
      Waiting is right until <Clock at={expectedUntil} /> (<Until at={expectedUntil} />)
      {state === "running" ? "; restart the agent to skip the wait." : "."}
    </p>
  );
}

/** What would stand in the way next, once the cause is gone. */
function AlsoBroken({ node: { alsoBroken, scope } }: { node: NodeDetail }) {
  if (alsoBroken.length === 0) return null;
  return (
    <div className="mt-2 max-w-200">
      <p className="font-name">Also broken</p>
      <ul>
        {alsoBroken.map((cause) => (
          <li key={`${cause.code} ${cause.subject.id}`} className="text-pretty text-2">
            <Sentence text={cause.sentence} isShort />{" "}
            <TextLink href={causeHrefOf(scope, cause)} prefetch={false}>
              <code>{cause.code}</code>
            </TextLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

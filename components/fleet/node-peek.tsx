"use client";

import { ArrowUpRight, X } from "lucide-react";
import Link from "next/link";
import type { NodeDetail } from "../../lib/api/node.ts";
import { formatCount } from "../../lib/format/count.ts";
import { causeHrefOf } from "../../lib/routes/causes.ts";
import { causeFixHref, fixedCauseOf } from "../../lib/routes/fixes.ts";
import { nodeHref, parseNodeKey } from "../../lib/routes/fleet.ts";
import { ExcludedNote } from "../exclusions/excluded-note.tsx";
import { certaintyWords } from "../node/certainty.ts";
import { CheckRow } from "../node/check-row.tsx";
import { foldAlike, toCheckSections } from "../node/check-sections.ts";
import { platformOf, sortedTags } from "../node/node-facts.ts";
import { ReadNodeNow } from "../node/read-node-now.tsx";
import { Sentence } from "../node/sentence.tsx";
import { useNode } from "../node/use-node.ts";
import { whyBeside } from "../node/why-beside.ts";
import { PathLadder } from "../path/path-ladder.tsx";
import { ProblemState } from "../query/problem-state.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { TextLink } from "../ui/link.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { StatusWord } from "../ui/status-glyph.tsx";
import { Age, Moment } from "../ui/time.tsx";
import { PeekFailures } from "./peek-failures.tsx";
import { PeekSection } from "./peek-section.tsx";
import type { FleetAddress } from "./use-fleet-query.ts";

type NodePeekProps = { address: FleetAddress; peek: string };

/** A look into one node without losing one's place in the list. */
export function NodePeek({ address, peek }: NodePeekProps) {
  const key = parseNodeKey(peek);
  const close = () => address.go({ peek: null });
  return (
    <aside
      aria-label="Node"
      className="enters-from-right flex min-h-0 w-peek flex-col border-l border-line bg-raised max-roomy:absolute max-roomy:inset-y-0 max-roomy:right-0 max-roomy:z-20 max-roomy:shadow-2 max-wide:hidden"
    >
      {key ? (
        <PeekOf scope={key.scope} id={key.id} onClose={close} />
      ) : (
        <PeekFrame head={<span className="text-3">No node</span>} onClose={close}>
          <p className="text-2">
            The address names no node: <code>{peek}</code>.
          </p>
        </PeekFrame>
      )}
    </aside>
  );
}

type PeekFrameProps = {
  head: React.ReactNode;
  href?: string;
  onClose: () => void;
  children: React.ReactNode;
};

function PeekFrame({ head, href, onClose, children }: PeekFrameProps) {
  return (
    <>
      <div className="flex h-10 shrink-0 items-center gap-0.5 border-b border-line-faint pr-2 pl-4">
        <div className="flex min-w-0 flex-1 items-center gap-2">{head}</div>
        {href && (
          <Button asChild size="icon" variant="bare">
            <Link href={href} prefetch={false} aria-label="Open the page" title="Open the page (Enter)">
              <ArrowUpRight aria-hidden strokeWidth={1.5} />
            </Link>
          </Button>
        )}
        <IconButton label="Close (Esc)" onClick={onClose}>
          <X aria-hidden strokeWidth={1.5} />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-3.5 pb-4">{children}</div>
    </>
  );
}

function PeekOf({ scope, id, onClose }: { scope: string; id: string; onClose: () => void }) {
  const { data: node, error, refetch } = useNode(scope, id);
  const frame = { href: nodeHref(scope, id), onClose };
  if (error && !node) {
    return (
      <PeekFrame {...frame} head={<code className="truncate text-3">{id}</code>}>
        <ProblemState error={error} onRetry={() => void refetch()} className="p-0" />
      </PeekFrame>
    );
  }
  if (!node) {
    return (
      <PeekFrame {...frame} head={<Skeleton className="w-40" />}>
        <PeekSkeleton />
      </PeekFrame>
    );
  }
  return (
    <PeekFrame
      {...frame}
      head={
        <>
          <StatusWord status={node.status} isStrong />
          <span className="truncate text-meta text-3">
            last ping <Age at={node.lastPingAt} isPrecise />
          </span>
        </>
      }
    >
      <PeekContent node={node} />
    </PeekFrame>
  );
}

function PeekContent({ node }: { node: NodeDetail }) {
  const why = whyBeside(node);
  return (
    <>
      <h2 className="flex items-baseline gap-2 text-title font-head">
        <span className="truncate">{node.name ?? node.id}</span>
        {node.name !== null && (
          <span className="inline-flex shrink-0 items-center gap-0.5">
            <code className="text-meta font-text text-3">{node.id}</code>
            <CopyButton text={node.id} label="Copy the id" className="-my-1" />
          </span>
        )}
      </h2>
      <p className="mt-1 text-lead/[21px] text-pretty">
        <Sentence text={node.sentence} isShort />
      </p>
      {why !== null && (
        <p className="mt-1 text-pretty text-2">
          <Sentence text={why} isShort />
        </p>
      )}
      <p className="mt-1.5 text-meta text-3">
        {certaintyWords[node.certainty]} · {node.since === null ? "seen so since" : "so since"}{" "}
        <Moment at={node.since ?? node.statusSince} />
        {node.cause !== null && (
          <>
            {" · "}
            <TextLink href={causeHrefOf(node.scope, node.cause)} prefetch={false} className="underline">
              the cause
            </TextLink>
          </>
        )}
      </p>
      <ExcludedNote excluded={node.excluded} className="mt-3" />
      <div className="mt-3 flex items-center gap-2">
        {node.cause !== null && (
          <Button asChild variant="ink">
            <Link href={causeFixHref(fixedCauseOf(node.scope, node.cause))} prefetch={false}>
              Fix it
            </Link>
          </Button>
        )}
        <Button asChild variant={node.cause === null ? "ink" : "plain"}>
          <Link href={nodeHref(node.scope, node.id)} prefetch={false}>
            Open node
          </Link>
        </Button>
        <ReadNodeNow node={node} />
      </div>
      {node.path !== null && node.path.lanes.length > 0 && (
        <PeekSection title="Path">
          <PathLadder path={node.path} />
        </PeekSection>
      )}
      <PeekChecks node={node} />
      <PeekFailures node={node} />
      <PeekSection title="Node">
        <PeekFacts node={node} />
      </PeekSection>
    </>
  );
}

/** What is wrong or not known; that all else is fine, in a count. */
function PeekChecks({ node }: { node: NodeDetail }) {
  const sections = toCheckSections(node);
  const passed = sections.find(({ name }) => name === "passed")?.checks.length ?? 0;
  const shown = sections.filter(({ name }) => name !== "passed" && name !== "not-applicable");
  return (
    <PeekSection title="Checks" aside={`${formatCount(passed)} passed`}>
      <ul className="mt-0.5">
        {shown.flatMap(({ name, checks }) =>
          foldAlike(checks).map((alike) => (
            <CheckRow key={alike[0]!.id} checks={alike} section={name} isCompact />
          )),
        )}
      </ul>
    </PeekSection>
  );
}

function PeekFacts({ node }: { node: NodeDetail }) {
  const tags = sortedTags(node.tags).filter(([key]) => key !== "Name");
  const agent = [node.agentVersion, platformOf(node)].filter((part) => part !== null).join(" on ");
  const region = node.scope.slice(node.scope.indexOf(":") + 1);
  const facts: [string, React.ReactNode][] = [
    ["Instance", <InstanceState key="state" node={node} />],
    ["Agent", agent || "not known"],
    ["Role", node.role ?? "none known"],
    ["Address", node.privateAddress ?? "not known"],
    ["Scope", `${node.accountName ?? node.scope.split(":")[0]} · ${region}`],
    ["Tags", tags.map(([key, value]) => `${key}=${value}`).join(", ") || "none"],
  ];
  return (
    <dl className="mt-1 grid grid-cols-[92px_minmax(0,1fr)] text-meta/6">
      {facts.map(([term, fact]) => (
        <div key={term} className="contents">
          <dt className="text-3">{term}</dt>
          <dd className="truncate text-1" title={typeof fact === "string" ? fact : undefined}>
            {fact}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function InstanceState({ node }: { node: NodeDetail }) {
  if (node.state === null) return "not an EC2 instance";
  if (node.launchedAt === null) return node.state;
  return (
    <>
      {node.state}, launched <Moment at={node.launchedAt} />
    </>
  );
}

function PeekSkeleton() {
  return (
    <div aria-busy="true">
      <Skeleton className="mt-1 h-4 w-48" />
      <Skeleton className="mt-4 w-full" />
      <Skeleton className="mt-2.5 w-3/5" />
      <Skeleton className="mt-4 w-32" />
      <div className="mt-4 flex gap-2">
        <Skeleton className="h-control w-24" />
        <Skeleton className="h-control w-28" />
      </div>
      <Skeleton className="mt-8 w-20" />
      <Skeleton className="mt-4 w-full" />
      <Skeleton className="mt-3 w-full" />
      <Skeleton className="mt-3 w-4/5" />
    </div>
  );
}

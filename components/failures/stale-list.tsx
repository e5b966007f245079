"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { StaleReferenceAnswer } from "../../lib/api/stale-reference.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { shortenRecordId } from "../../lib/format/failure-words.ts";
import { failureFilter } from "../../lib/routes/failures.ts";
import { FilterBox } from "../filter/filter-box.tsx";
import { FilterLink } from "../filter/filter-link.tsx";
import { nameScope, nameScopesIn, useScopeNames } from "../fleet/use-scope-names.ts";
import { Sentence } from "../node/sentence.tsx";
import { ProblemState } from "../query/problem-state.tsx";
import { useIsFirstRead } from "../sync/use-sync-overview.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ExternalLink } from "../ui/link.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Gap } from "./failure-gaps.tsx";
import { staleReferencesOptions } from "./failure-queries.ts";
import { useFailureChoices } from "./use-failure-choices.ts";
import type { FailuresAddress } from "./use-failures-address.ts";

const kindNames: Record<StaleReferenceAnswer["kind"], string> = {
  association: "Association",
  "maintenance-window-target": "Window target",
  "maintenance-window-task": "Window task",
  automation: "Automation",
  "resource-group": "Resource group",
  "event-rule": "Event rule",
};

const tracks =
  "grid min-h-11.5 grid-cols-[minmax(0,1fr)_minmax(0,1.3fr)_minmax(0,0.9fr)_minmax(0,0.7fr)] gap-x-4 px-3 py-2 max-wide:grid-cols-1 max-wide:gap-y-1 max-wide:px-4";
const shownNodes = 5;

const hints = { empty: "Filter by scope, account, Region or node", more: "Filter by scope or node" };

/** What still names nodes that are gone, where it lives, and who uses it. */
export function StaleList({ address }: { address: FailuresAddress }) {
  const { q } = address.query;
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    staleReferencesOptions(q),
  );
  if (error && !data) return <ProblemState error={error} onRetry={() => void refetch()} className="px-0" />;
  const items = data?.pages.flatMap((page) => page.items);
  const gaps = data?.pages[0]?.gaps ?? [];
  return (
    <section aria-label="Stale references" className="mt-3.5">
      <div className="mb-2.5 flex">
        <FilterBox
          language={failureFilter}
          q={q}
          onChange={(next) => address.go({ q: next })}
          hrefOf={(next) => address.hrefOf({ q: next })}
          useChoices={useFailureChoices}
          label="Filter references"
          hints={hints}
        />
      </div>
      {gaps.map((gap) => (
        <Gap key={`${gap.action} ${gap.reason}`} gap={gap} />
      ))}
      {items?.length === 0 ? (
        <Nothing address={address} />
      ) : (
        <div className="overflow-hidden rounded-3 border border-line max-wide:-mx-4 max-wide:rounded-none max-wide:border-x-0">
          <div
            aria-hidden="true"
            className={`${tracks} min-h-row-head! items-center bg-sunken py-0! text-meta text-3 max-wide:hidden`}
          >
            <span>Where it lives</span>
            <span>Nodes that it names</span>
            <span>Used by</span>
            <span>Scope</span>
          </div>
          <ul aria-busy={items === undefined}>
            {items?.map((reference) => (
              <Reference
                key={`${reference.scope} ${reference.kind} ${reference.windowId} ${reference.id}`}
                reference={reference}
              />
            )) ?? <Skeletons />}
          </ul>
        </div>
      )}
      {hasNextPage && (
        <Button className="mt-3" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  );
}

function Reference({ reference }: { reference: StaleReferenceAnswer }) {
  const names = useScopeNames();
  const { kind, id, name, windowId, nodes, dangling, usedBy, scope, consoleUrl } = reference;
  const { account, region } = nameScope(scope, names);
  return (
    <li className={`${tracks} border-t border-line-faint max-wide:first:border-t-0`}>
      <div className="min-w-0">
        <span className="block truncate font-name text-1">
          {consoleUrl === null ? (
            (name ?? id)
          ) : (
            <ExternalLink href={consoleUrl} aria-label={`${name ?? id} in the AWS console`}>
              {name ?? shortenRecordId(id)}
            </ExternalLink>
          )}
        </span>
        <small className="block truncate text-meta text-3" title={id}>
          {kindNames[kind]}
          {windowId !== null && (
            <>
              {" "}
              of <code>{windowId}</code>
            </>
          )}
        </small>
      </div>
      <div className="min-w-0">
        <ul>
          {nodes.slice(0, shownNodes).map((node) => (
            <li key={node.id} className="text-meta text-pretty text-3">
              <code className="text-2">{node.id}</code>{" "}
              <Sentence text={nameScopesIn(node.why, names).replace(/\.$/, "")} />
            </li>
          ))}
        </ul>
        {nodes.length > shownNodes && (
          <span
            className="text-meta text-3"
            title={nodes
              .slice(shownNodes)
              .map((node) => node.id)
              .join(" ")}
          >
            and {formatCount(nodes.length - shownNodes)} more
          </span>
        )}
        {dangling.length > 0 && (
          <span className="block text-meta text-2">
            and {formatCountOf(dangling.length, "window target")} that {dangling.length === 1 ? "is" : "are"}{" "}
            no more
          </span>
        )}
      </div>
      <div className="min-w-0 truncate text-meta text-2" title={usedBy.join(", ")}>
        {usedBy.join(", ") || "nobody that is known"}
      </div>
      <div className="min-w-0 truncate text-meta text-2" title={scope}>
        {account} <span className="text-3">{region}</span>
      </div>
    </li>
  );
}

function Nothing({ address }: { address: FailuresAddress }) {
  const isFiltered = address.query.q !== "";
  const isFirstRead = useIsFirstRead();
  return (
    <EmptyState
      title={
        isFiltered
          ? "Nothing here matches the filter."
          : isFirstRead
            ? "What names nodes is being read."
            : "Nothing names a node that is gone."
      }
      className="px-0"
      actions={
        isFiltered && (
          <Button asChild>
            <FilterLink address={address} to={{ q: "" }}>
              Clear the filter
            </FilterLink>
          </Button>
        )
      }
    >
      <p>
        Associations, maintenance windows, automations, resource groups and event rules{" "}
        {isFirstRead ? "are looked through" : "were looked through"}. An id that is terminated, or that no
        scope has, {isFirstRead ? "appears" : "would stand"} here.
      </p>
    </EmptyState>
  );
}

function Skeletons() {
  return ["70%", "52%", "64%", "48%"].map((width) => (
    <li key={width} className={`${tracks} border-t border-line-faint`}>
      <Skeleton style={{ width }} />
      <Skeleton style={{ width }} />
      <Skeleton className="w-24 max-wide:hidden" />
      <Skeleton className="w-20 max-wide:hidden" />
    </li>
  ));
}

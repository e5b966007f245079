"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { CauseDetail } from "../../lib/api/cause.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { causeCodeHref, causesHref } from "../../lib/routes/causes.ts";
import { fleetHref } from "../../lib/routes/fleet.ts";
import { useFollowCounts } from "../fleet/use-follow-counts.ts";
import { useScopeNames } from "../fleet/use-scope-names.ts";
import { Section } from "../node/section.tsx";
import { ProblemState } from "../query/problem-state.tsx";
import { ProblemError } from "../query/read-json.ts";
import { openOverlay } from "../shell/overlay.ts";
import { SyncBanners } from "../sync/sync-banners.tsx";
import { useSyncOverview } from "../sync/use-sync-overview.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { TextLink } from "../ui/link.tsx";
import { CauseEvidence } from "./cause-evidence.tsx";
import { CauseHeader } from "./cause-header.tsx";
import { CauseHistory } from "./cause-history.tsx";
import { CauseNodes } from "./cause-nodes.tsx";
import { CauseNotFound } from "./cause-not-found.tsx";
import { causeKeys, causeOptions } from "./cause-queries.ts";
import { placeOf } from "./cause-row.tsx";
import { CauseSkeleton } from "./cause-skeleton.tsx";
import { ExplainedFailures } from "./explained-failures.tsx";
import { SharedPath } from "./shared-path.tsx";

/** "What is behind these nodes, and which ones are they?" */
export function CauseScreen({ code, subjectKey }: { code: string; subjectKey: string }) {
  const { data: cause, error, refetch } = useQuery(causeOptions(code, subjectKey));
  const overview = useSyncOverview().data;
  useFollowCounts(causeKeys);
  if (!cause) {
    if (!error) return <CauseSkeleton />;
    const isAbsent = error instanceof ProblemError && error.problem.code === "not-found";
    return isAbsent ? (
      <CauseNotFound code={code} subjectKey={subjectKey} />
    ) : (
      <ProblemState error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    <>
      {overview && (
        <SyncBanners overview={overview} scopeKeys={cause.scopes} onShow={() => openOverlay("sync")} />
      )}
      <div className="px-4 pt-4 pb-10 wide:px-6 wide:pt-5">
        <Crumb cause={cause} />
        <CauseHeader cause={cause} />
        <div className="mt-6 space-y-6">
          {cause.evidence.length > 0 && (
            <Section title="Evidence" aside="read once, and true for all of its nodes">
              <CauseEvidence evidence={cause.evidence} />
            </Section>
          )}
          <SharedPath cause={cause} />
          {cause.isOpen && (
            <Section title="Nodes" aside={<NodesAside cause={cause} />}>
              <CauseNodes cause={cause} />
            </Section>
          )}
          <ExplainedFailures cause={cause} />
          <Section title="Time line" aside="as far as Muster has watched">
            <CauseHistory history={cause.history} />
          </Section>
          <p className="text-meta text-3">
            <TextLink href={causeCodeHref(cause.code)} prefetch={false}>
              What <code>{cause.code}</code> means, how it is found, and who else has it
            </TextLink>
          </p>
        </div>
      </div>
    </>
  );
}

function NodesAside({ cause }: { cause: CauseDetail }) {
  return (
    <>
      {formatCountOf(cause.nodes.total, "node")}
      {cause.excludedNodes > 0 && `, ${cause.excludedNodes} of them not meant to answer`} ·{" "}
      <TextLink href={fleetHref({ q: cause.filter })} prefetch={false} className="underline">
        show in Fleet
      </TextLink>
    </>
  );
}

function Crumb({ cause }: { cause: CauseDetail }) {
  const names = useScopeNames();
  return (
    <nav aria-label="Where this is" className="mb-1.5 flex flex-wrap items-center gap-x-1.5 text-meta text-3">
      <Link href={causesHref()} className="rounded-1 hover:text-1">
        Causes
      </Link>
      <ChevronRight aria-hidden className="size-3" strokeWidth={1.5} />
      <Link href={causeCodeHref(cause.code)} prefetch={false} className="rounded-1 text-2 hover:text-1">
        {cause.title}
      </Link>
      <ChevronRight aria-hidden className="size-3" strokeWidth={1.5} />
      {cause.subject.name !== null && (
        <span title={cause.subject.name} className="max-w-100 truncate font-name text-2">
          {cause.subject.name}
        </span>
      )}
      <code className="wrap-anywhere">{cause.subject.id}</code>
      <CopyButton text={cause.subject.id} label="Copy the id" className="-my-1" />
      <span aria-hidden="true" className="max-wide:hidden">
        ·
      </span>
      <span title={cause.scopes.join(", ")}>{placeOf(cause.scopes, names)}</span>
    </nav>
  );
}

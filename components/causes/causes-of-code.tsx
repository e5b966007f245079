"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { SharedCauseAnswer } from "../../lib/api/cause.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { useFollowCounts } from "../fleet/use-follow-counts.ts";
import { useScopeNames } from "../fleet/use-scope-names.ts";
import { ProblemState } from "../query/problem-state.tsx";
import { Button } from "../ui/button.tsx";
import { causeKeys, causesOptions, everyoneWith } from "./cause-queries.ts";
import { CauseHead, CauseRow, CauseRowsSkeleton } from "./cause-row.tsx";
import { CauseSection } from "./cause-section.tsx";
import { mostNodes } from "./group-causes.ts";

/** The open causes of one code. */
export function CausesOfCode({ code }: { code: SharedCauseAnswer["code"] }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    causesOptions(everyoneWith(code), { isFolded: false }),
  );
  const names = useScopeNames();
  useFollowCounts(causeKeys);
  if (error && !data) return <ProblemState error={error} onRetry={() => void refetch()} className="p-0" />;
  const causes = data?.pages.flatMap((page) => page.items);
  const total = data?.pages[0]?.total;
  const about = total === undefined ? "" : total === 0 ? "no node has it" : formatCountOf(total, "cause");
  return (
    <CauseSection title="Now" about={about}>
      {total !== 0 && <CauseHead />}
      <ul>
        {causes === undefined && <CauseRowsSkeleton rows={2} />}
        {causes?.map((cause) => (
          <CauseRow key={cause.key} cause={cause} most={mostNodes(data!.pages)} names={names} />
        ))}
        {total === 0 && (
          <li className="px-3 py-2 text-2">Nothing is wrong in this way, as far as could be read.</li>
        )}
      </ul>
      {hasNextPage && (
        <p className="border-t border-line-faint px-3 py-2">
          <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </p>
      )}
    </CauseSection>
  );
}

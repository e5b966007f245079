import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { FailureAnswer } from "../../lib/api/failure.ts";
import type { NodeDetail } from "../../lib/api/node.ts";
import { failuresHref } from "../../lib/routes/failures.ts";
import { nodeFailuresOptions } from "../failures/failure-queries.ts";
import { FailuresBehind } from "../failures/failures-behind.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Moment } from "../ui/time.tsx";
import { PeekSection } from "./peek-section.tsx";

const mostShown = 3;

/** The last calls that failed because of the node, and the way to all of them. Nothing where there are none. */
export function PeekFailures({ node }: { node: NodeDetail }) {
  const { data } = useQuery(nodeFailuresOptions(node.id));
  const expected = Math.min(node.failures ?? 0, mostShown);
  if (data ? data.total === 0 : expected === 0) return null;
  const q = `node:${node.id}`;
  return (
    <PeekSection
      title="Failures"
      aside={
        data && (
          <>
            <FailuresBehind q={q} total={data.total} silent={data.silent} /> in 30 days
          </>
        )
      }
    >
      <ul className="mt-1 text-meta/6">
        {data
          ? data.items.slice(0, mostShown).map((failure) => <Line key={failure.id} q={q} failure={failure} />)
          : Array.from({ length: expected }, (_, rank) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: places that never move
              <li key={rank} className="flex h-6 items-center">
                <Skeleton className="w-2/3" />
              </li>
            ))}
      </ul>
    </PeekSection>
  );
}

function Line({ q, failure }: { q: string; failure: FailureAnswer }) {
  const { id, at, kind, operation, documentName, isSilent, group } = failure;
  const href = failuresHref({ q, tab: isSilent ? "silent" : "failures", open: group, failure: id });
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        className="grid grid-cols-[minmax(48px,max-content)_auto_minmax(0,1fr)] gap-x-2.5 rounded-1 hover:bg-hover"
      >
        <Moment at={at} isShort className="text-3 tabular-nums" />
        <span className="text-1">{kind}</span>
        <span className="truncate text-right text-3">{documentName ?? operation}</span>
      </Link>
    </li>
  );
}

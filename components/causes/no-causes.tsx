import Link from "next/link";
import { causesHref } from "../../lib/routes/causes.ts";
import { fleetHref } from "../../lib/routes/fleet.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";

/** What the list says when it is empty: all is well, or the filter leaves nothing. */
export function NoCauses({ q, isAllWell }: { q: string; isAllWell: boolean }) {
  if (q === "" && !isAllWell) {
    return (
      <EmptyState title="No cause is known." className="px-0">
        <p>Nodes are silent or could not be judged, and nothing that was read says why.</p>
      </EmptyState>
    );
  }
  if (q === "") {
    return (
      <EmptyState title="Nothing is shared, because nothing is wrong." className="px-0">
        <p>As soon as a node should answer and does not, what keeps it from answering stands here.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No cause has a node that matches."
      className="px-0"
      actions={
        <>
          <Button asChild>
            <Link href={causesHref()}>All causes</Link>
          </Button>
          <Button asChild variant="bare">
            <Link href={fleetHref({ q })}>These nodes in Fleet</Link>
          </Button>
        </>
      }
    >
      <p>The nodes of this filter answer, or are not meant to, or no cause of theirs is known.</p>
    </EmptyState>
  );
}

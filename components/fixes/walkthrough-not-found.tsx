"use client";

import Link from "next/link";
import { causeHref, causesHref } from "../../lib/routes/causes.ts";
import { fixesHref, parseWalkthroughSegment } from "../../lib/routes/fixes.ts";
import { useIsFirstRead } from "../sync/use-sync-overview.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";

/** A walkthrough that there is not: its address is none, the fix no longer fits, or nobody has the cause and nobody began with it. */
export function WalkthroughNotFound({ id, why }: { id: string; why?: string }) {
  const key = parseWalkthroughSegment(id);
  const isFirstRead = useIsFirstRead();
  if (key && isFirstRead) return <NotReadYet />;
  return (
    <EmptyState
      isPage
      title={key ? "This fix is of no use there now." : "No walkthrough has this address."}
      className="max-w-160"
      actions={
        <>
          {key && (
            <Button asChild>
              <Link href={causeHref(key.code, key.key)}>The cause</Link>
            </Button>
          )}
          <Button asChild variant={key ? "bare" : "plain"}>
            <Link href={fixesHref()}>All fixes</Link>
          </Button>
          <Button asChild variant="bare">
            <Link href={causesHref()}>Causes that are open</Link>
          </Button>
        </>
      }
    >
      <p>
        {why ??
          (key
            ? "No node has its cause any more, or the fix does not fit what is there, and nobody began with it."
            : "An address of a walkthrough names a fix, a cause and what is to blame.")}
      </p>
    </EmptyState>
  );
}

/** What the fix is for may be in what has not been read yet. The page comes by itself once it is. */
function NotReadYet() {
  return (
    <EmptyState isPage title="What this fix is for has not been read yet." className="max-w-160">
      <p>
        The fleet is being read for the first time. The walkthrough appears as soon as its nodes are judged.
      </p>
    </EmptyState>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, ArrowUpRight } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { parseWalkthroughSegment, walkthroughHref } from "../../lib/routes/fixes.ts";
import { Sentence } from "../node/sentence.tsx";
import { ProblemState } from "../query/problem-state.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog, SheetContent } from "../ui/dialog.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import type { FixedCause } from "./fix-button.tsx";
import { FixChoices } from "./fix-choices.tsx";
import { causeFixesOptions } from "./fix-queries.ts";
import { headlineOf } from "./proof-words.ts";
import { useWalkthrough } from "./use-walkthrough.ts";
import { type Place, WalkthroughBody } from "./walkthrough-body.tsx";

type FixPanelProps = {
  cause: FixedCause;
  /** `yes`, or the id of the walkthrough that was chosen. */
  open: string;
  onOpen: (id: string) => void;
  onClose: () => void;
};

/** The fixes of a cause beside the page that one comes from: to choose from where there are several, and to walk through. */
export function FixPanel({ cause, open, onOpen, onClose }: FixPanelProps) {
  const { data: choices, error, refetch } = useQuery(causeFixesOptions(cause.code, cause.key));
  const only = choices?.items.length === 1 ? choices.items[0]!.walkthroughId : null;
  const id = parseWalkthroughSegment(open) ? open : only;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <SheetContent
        title="Fix it"
        description={
          <>
            <code>{cause.code}</code>
            {id === null && choices !== undefined && choices.items.length > 1 && ": there are several ways"}
          </>
        }
        width="w-240"
      >
        <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-8">
          {id !== null ? (
            <PanelWalkthrough
              id={id}
              back={choices !== undefined && choices.items.length > 1 ? () => onOpen("yes") : undefined}
            />
          ) : choices ? (
            <FixChoices code={cause.code} choices={choices} onChoose={onOpen} />
          ) : error ? (
            <ProblemState error={error} onRetry={() => void refetch()} className="p-0!" />
          ) : (
            <PanelSkeleton />
          )}
        </div>
      </SheetContent>
    </Dialog>
  );
}

function PanelWalkthrough({ id, back }: { id: string; back: (() => void) | undefined }) {
  const { data: walkthrough, error, refetch } = useWalkthrough(id);
  const [at, setAt] = useState<Pick<Place, "step" | "tab">>({ step: null, tab: null });
  if (!walkthrough) {
    if (error) return <ProblemState error={error} onRetry={() => void refetch()} className="p-0!" />;
    return <PanelSkeleton />;
  }
  const place: Place = { ...at, go: (change) => setAt({ ...at, ...change }) };
  return (
    <div className="space-y-5">
      <div>
        <h2 className="text-title font-head text-pretty">
          <Sentence text={headlineOf(walkthrough)} isShort />
        </h2>
        <p className="mt-0.5 text-pretty text-2">
          <Sentence text={walkthrough.fix.summary} isShort />
        </p>
        <PanelActions id={id} back={back} />
      </div>
      <WalkthroughBody walkthrough={walkthrough} place={place} isNarrow />
    </div>
  );
}

function PanelActions({ id, back }: { id: string; back: (() => void) | undefined }): ReactNode {
  return (
    <div className="mt-2.5 flex flex-wrap gap-2">
      {back && (
        <Button size="small" onClick={back}>
          <ArrowLeft aria-hidden strokeWidth={1.5} />
          Other ways
        </Button>
      )}
      <Button size="small" asChild>
        <Link href={walkthroughHref(id)} prefetch={false}>
          Open as a page
          <ArrowUpRight aria-hidden strokeWidth={1.5} />
        </Link>
      </Button>
    </div>
  );
}

function PanelSkeleton() {
  return (
    <div aria-busy="true">
      <Skeleton className="h-4 w-4/5" />
      <Skeleton className="mt-3 w-3/5" />
      <div className="mt-6 h-40 rounded-3 border border-line" />
      <Skeleton className="mt-6 w-2/5" />
      <div className="mt-3 h-40 rounded-3 border border-line" />
    </div>
  );
}

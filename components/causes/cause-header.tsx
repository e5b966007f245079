"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowUpRight } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import type { CauseDetail } from "../../lib/api/cause.ts";
import { resourceConsoleUrl } from "../../lib/format/console-url.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { api } from "../../lib/routes/api.ts";
import { regionOfCause } from "../../lib/routes/causes.ts";
import { fleetHref } from "../../lib/routes/fleet.ts";
import { FixButton } from "../fixes/fix-button.tsx";
import { ScopeWords } from "../fleet/scope-words.tsx";
import { certaintyMeanings, certaintyWords } from "../node/certainty.ts";
import { Sentence } from "../node/sentence.tsx";
import { sendJson } from "../query/read-json.ts";
import { Button } from "../ui/button.tsx";
import { Callout } from "../ui/callout.tsx";
import { usePassedFocus } from "../ui/focus.ts";
import { Moment } from "../ui/time.tsx";
import { toast } from "../ui/toast.ts";
import { causeKeys } from "./cause-queries.ts";
import { StatusCounts } from "./status-counts.tsx";

const AcknowledgeDialog = dynamic(() =>
  import("./acknowledge-dialog.tsx").then((module) => module.AcknowledgeDialog),
);

/** The cause in one sentence, how many nodes have it, how sure that is, since when, and who knows of it. */
export function CauseHeader({ cause }: { cause: CauseDetail }) {
  const [askedAt, setAskedAt] = useState<number | null>(null);
  return (
    <header>
      <div className="flex items-start gap-x-6 gap-y-3 max-wide:flex-col">
        <div className="min-w-0 flex-1">
          <h1 className="max-w-200 text-verdict font-head text-balance [&_code]:font-name">
            <Sentence text={cause.sentence} isShort />
          </h1>
          <p className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-2">
            <StatusCounts byStatus={cause.nodes.byStatus} />
            {cause.certainty !== null && (
              <span title={certaintyMeanings[cause.certainty]}>{certaintyWords[cause.certainty]}</span>
            )}
            <span>
              So since <Moment at={cause.since} />
            </span>
            {cause.subject.scope !== undefined && (
              <span>
                In <ScopeWords scope={cause.subject.scope} />
              </span>
            )}
          </p>
        </div>
        <Actions cause={cause} onAcknowledge={() => setAskedAt(Date.now())} />
      </div>
      {!cause.isOpen && <Over cause={cause} />}
      {cause.acknowledged && <Acknowledged cause={cause} />}
      {askedAt !== null && <AcknowledgeDialog cause={cause} now={askedAt} onClose={() => setAskedAt(null)} />}
    </header>
  );
}

function Actions({ cause, onAcknowledge }: { cause: CauseDetail; onAcknowledge: () => void }) {
  const url = resourceConsoleUrl(regionOfCause(cause), cause.subject);
  return (
    <div className="flex shrink-0 flex-wrap gap-2">
      {url !== null && (
        <Button asChild>
          <a
            href={url}
            target="_blank"
            rel="noreferrer"
            aria-label={`${cause.subject.id} in the AWS console`}
          >
            Console
            <ArrowUpRight aria-hidden strokeWidth={1.5} />
          </a>
        </Button>
      )}
      {cause.isOpen && cause.acknowledged === null && <Button onClick={onAcknowledge}>Acknowledge</Button>}
      {cause.isOpen && (
        <Button asChild>
          <Link href={fleetHref({ q: cause.filter })} prefetch={false}>
            Show {formatCountOf(cause.nodes.total, "node")}
          </Link>
        </Button>
      )}
      {cause.isOpen && <FixButton cause={cause} />}
    </div>
  );
}

function Over({ cause }: { cause: CauseDetail }) {
  if (cause.closedAt === null) {
    return (
      <Callout tone="unknown" className="mt-3 max-w-200">
        Whether it is still so is not known: what would tell could not be read again. What stands here is how
        it was.
      </Callout>
    );
  }
  return (
    <Callout tone="reachable" className="mt-3 max-w-200">
      This is over: no node has it any more, since <Moment at={cause.closedAt} />. What stands here is how it
      was.
    </Callout>
  );
}

function Acknowledged({ cause: { code, key, acknowledged } }: { cause: CauseDetail }) {
  const client = useQueryClient();
  const passedFocus = usePassedFocus();
  const withdraw = useMutation({
    mutationFn: () => sendJson("DELETE", api.acknowledgement(code, key)),
    onSuccess: () => Promise.all(causeKeys.map((queryKey) => client.invalidateQueries({ queryKey }))),
    onError: (error) => toast({ title: "It is still acknowledged.", detail: error.message, tone: "lost" }),
  });
  if (acknowledged === null) return null;
  return (
    <Callout
      className="mt-3 max-w-200"
      action={
        <Button
          ref={passedFocus}
          size="small"
          variant="bare"
          aria-disabled={withdraw.isPending}
          onClick={() => !withdraw.isPending && withdraw.mutate()}
        >
          End it now
        </Button>
      }
    >
      Acknowledged by {acknowledged.by} until <Moment at={acknowledged.until} />: {acknowledged.reason}
    </Callout>
  );
}

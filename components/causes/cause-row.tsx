import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { FoldedCauses, SharedCauseAnswer } from "../../lib/api/cause.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { explainDocumentKind } from "../../lib/format/document-kind.ts";
import { causeCodeHref, causeHref } from "../../lib/routes/causes.ts";
import { AloneFrees } from "../fixes/alone-frees.tsx";
import { nameScope, type ScopeNames } from "../fleet/use-scope-names.ts";
import { Sentence } from "../node/sentence.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Moment } from "../ui/time.tsx";
import { AffectedBar } from "./affected-bar.tsx";

const tracks =
  "grid grid-cols-[minmax(0,1fr)_128px_84px_116px_96px_16px] items-center gap-x-5 px-3 max-wide:grid-cols-[minmax(0,1fr)_16px] max-wide:gap-x-3 max-wide:px-4";

export function CauseHead() {
  return (
    <div
      aria-hidden="true"
      className={`${tracks} h-row-head border-b border-line bg-sunken text-meta text-3 max-wide:hidden`}
    >
      <span>Cause and what is to blame</span>
      <span>Nodes</span>
      <span className="text-right">Failures, 30 d</span>
      <span className="text-right">Alone, fixing frees</span>
      <span className="text-right">Since</span>
      <span />
    </div>
  );
}

/** One shared cause: what is wrong, what is to blame and where, how many nodes have it, and since when. */
export function CauseRow({
  cause,
  most,
  names,
}: {
  cause: SharedCauseAnswer;
  most: number;
  names: ScopeNames;
}) {
  return (
    <Row
      href={causeHref(cause.code, cause.key)}
      nodes={cause.nodes}
      most={most}
      since={cause.since}
      failures={cause.failures30d}
      frees={<AloneFrees code={cause.code} subjectKey={cause.key} />}
    >
      <span title={cause.sentence} className="line-clamp-2 text-1 wide:line-clamp-1">
        <Sentence text={cause.sentence.replace(/\.$/, "")} isShort />
      </span>
      <small className="block truncate text-meta text-3">
        {blameOf(cause)} · {placeOf(cause.scopes, names)}
        {cause.certainty !== "decided" && ` · ${cause.certainty}`}
        {cause.acknowledged && (
          <>
            {" "}
            · until <Moment at={cause.acknowledged.until} />: {cause.acknowledged.reason} (
            {cause.acknowledged.by})
          </>
        )}
      </small>
    </Row>
  );
}

/** Many causes of one code with one node each: the code's page lists them. */
export function FoldedRow({ folded, most }: { folded: FoldedCauses; most: number }) {
  return (
    <Row href={causeCodeHref(folded.code)} nodes={folded.nodes} most={most} since={folded.since}>
      <span className="line-clamp-2 text-1 wide:line-clamp-1">{folded.title}</span>
      <small className="block truncate text-meta text-3">
        {formatCount(folded.causes)} causes, each of one node
      </small>
    </Row>
  );
}

function Row({
  href,
  nodes,
  most,
  since,
  failures = null,
  frees,
  children,
}: {
  href: string;
  nodes: SharedCauseAnswer["nodes"];
  most: number;
  since: number;
  failures?: number | null;
  frees?: ReactNode;
  children: ReactNode;
}) {
  return (
    <li className="border-b border-line-faint last:border-b-0">
      <Link
        href={href}
        prefetch={false}
        data-cause-row
        className={`${tracks} min-h-11.5 py-1.5 -outline-offset-2 hover:bg-hover`}
      >
        <span className="min-w-0">{children}</span>
        <span className="max-wide:col-start-1 max-wide:row-start-2 max-wide:mt-1">
          <AffectedBar nodes={nodes} most={most} />
        </span>
        <span className="text-right text-2 tabular-nums max-wide:hidden">
          {failures === null ? "" : formatCount(failures)}
          {failures !== null && <span className="sr-only"> failures in 30 days</span>}
        </span>
        <span className="min-w-0 text-right max-wide:hidden">{frees}</span>
        <span className="truncate text-right text-meta text-2 max-wide:col-start-1 max-wide:row-start-3 max-wide:text-left">
          <span className="wide:sr-only">since </span>
          <Moment at={since} />
        </span>
        <ChevronRight
          aria-hidden
          className="size-4 text-3 max-wide:col-start-2 max-wide:row-span-3 max-wide:row-start-1"
          strokeWidth={1.5}
        />
      </Link>
    </li>
  );
}

/** What to blame by its name; the sentence has its id already. */
function blameOf({ subject: { name, kind } }: SharedCauseAnswer): string {
  return name ?? (kind === "organization" ? "no resource of yours" : explainDocumentKind(kind));
}

/** Where a cause is: its scope, or its account and how many Regions. */
export function placeOf(scopes: readonly string[], names: ScopeNames): string {
  const { account, region } = nameScope(scopes[0] ?? "", names);
  return scopes.length < 2
    ? `${account} · ${region}`
    : `${account} · ${formatCountOf(scopes.length, "Region")}`;
}

const widths = ["62%", "48%", "70%", "54%", "60%"];

export function CauseRowsSkeleton({ rows = 5 }: { rows?: number }) {
  return widths.slice(0, rows).map((width) => (
    <li key={width} className={`${tracks} h-11.5 border-b border-line-faint last:border-b-0`}>
      <span className="grid gap-2">
        <Skeleton style={{ width }} />
        <Skeleton className="h-2 w-1/4" />
      </span>
      <Skeleton className="w-24 max-wide:hidden" />
      <Skeleton className="ml-auto w-8 max-wide:hidden" />
      <Skeleton className="ml-auto w-8 max-wide:hidden" />
      <Skeleton className="ml-auto w-14 max-wide:hidden" />
    </li>
  ));
}

import Link from "next/link";
import type { CauseList } from "../../lib/api/cause.ts";
import type { FleetSummary } from "../../lib/api/list.ts";
import type { FixPlan } from "../../lib/api/proof.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { fleetHref } from "../../lib/routes/fleet.ts";
import { PlanMenu } from "../fixes/plan-menu.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { silentOf, unexplainedOf } from "./unexplained.ts";

type VerdictProps = {
  list: CauseList;
  q: string;
  summary: FleetSummary | undefined;
  /** Undefined while it is not known, and where the list is narrower than a plan can be. */
  plan: FixPlan | undefined;
  /** Whether the filter knows scopes and nothing narrower, as the summary does. */
  isOfScopes: boolean;
};

const headline = "text-verdict font-head text-balance text-1";
/** Only nodes that are meant to answer by now have a part in it. */
const meant = "excluded:no starting:no";
const counted =
  "underline decoration-(--line-strong) decoration-1 underline-offset-4 hover:decoration-current";

/** What the few things behind the many are, in one sentence, with its numbers as the way to what they count. */
export function CausesVerdict({ list, q, summary, plan, isOfScopes }: VerdictProps) {
  const { notAnswering } = list;
  const isAllKnown = summary === undefined || isEveryNodeExplained(list, summary);
  return (
    <header className="flex items-start gap-x-6 gap-y-3 max-wide:flex-col">
      <div className="min-w-0 flex-1">
        <h1 className={headline}>
          {notAnswering.causes === 0 ? (
            noneSentence(list, isAllKnown)
          ) : (
            <>
              {formatCountOf(notAnswering.causes, "cause")} {notAnswering.causes === 1 ? "keeps" : "keep"}{" "}
              <NodesLink q={`status:lost,unregistered -cause:none ${meant} ${q}`}>
                {formatCountOf(silentOf(notAnswering), "node")}
              </NodesLink>{" "}
              from answering.
              {plan && notAnswering.causes > 0 && ` ${planSentence(plan)}`}
            </>
          )}
        </h1>
        <Support list={list} q={q} summary={summary} isOfScopes={isOfScopes} />
      </div>
      {plan && plan.steps.length > 0 && <PlanMenu plan={plan} />}
    </header>
  );
}

function planSentence({ steps, broughtBack }: FixPlan): string {
  if (steps.length === 0 || broughtBack === 0) return "";
  const { length } = steps;
  return `${formatCountOf(length, "fix", "fixes")} ${length === 1 ? "brings" : "bring"} back ${formatCount(broughtBack)} of them.`;
}

/** Whether no cause means that nothing is wrong. */
export function isEveryNodeExplained(list: CauseList, summary: FleetSummary): boolean {
  const { silent, unjudged } = unexplainedOf(list, summary);
  return silent + unjudged === 0;
}

function noneSentence({ degraded, acknowledged }: CauseList, isAllKnown: boolean): string {
  if (!isAllKnown) return "No cause is known that keeps a node from answering.";
  if (degraded.causes > 0) return "Every node that should answer does, some of them in part only.";
  return acknowledged.causes > 0
    ? "Nothing but what is acknowledged keeps a node from answering."
    : "No cause keeps a node from answering.";
}

function Support({ list, q, summary, isOfScopes }: Omit<VerdictProps, "plan">) {
  const { degraded, acknowledged, notAnswering } = list;
  const { silent, unjudged } =
    isOfScopes && summary ? unexplainedOf(list, summary) : { silent: 0, unjudged: 0 };
  return (
    <p className="mt-0.5 text-pretty text-2">
      <Degraded list={list} q={q} />
      {acknowledged.causes > 0 && <>{formatCountOf(acknowledged.causes, "cause")} acknowledged. </>}
      {silent > 0 && (
        <>
          <NodesLink q={`status:lost,unregistered cause:none ${meant} ${q}`}>
            {formatCountOf(silent, notAnswering.causes > 0 ? "more node" : "node")}
          </NodesLink>{" "}
          {silent === 1 ? "does" : "do"} not answer, and why{" "}
          {silent <= (summary?.awaitingCause ?? 0) ? "has yet to be read" : "is not known"}.{" "}
        </>
      )}
      {unjudged > 0 && (
        <>
          <NodesLink q={`status:unknown ${q}`}>{formatCountOf(unjudged, "node")}</NodesLink> could not be
          judged.{" "}
        </>
      )}
      {(summary?.excluded ?? 0) > 0 && (
        <>
          <NodesLink q="excluded:yes">{formatCount(summary!.excluded)} excluded</NodesLink>.{" "}
        </>
      )}
      {notAnswering.causes + degraded.causes > 0 && (
        <>A node has one root cause, so nothing here is counted twice.</>
      )}
    </p>
  );
}

/** What keeps some nodes from answering may leave others with less, as well as what does that alone. */
function Degraded({ list: { degraded, notAnswering }, q }: Pick<VerdictProps, "list" | "q">) {
  const besides = notAnswering.nodes.total - silentOf(notAnswering);
  const total = besides + degraded.nodes.total;
  if (total === 0) return null;
  const nodes = (
    <NodesLink q={`status:degraded -cause:none ${meant} ${q}`}>{formatCountOf(total, "node")}</NodesLink>
  );
  const causes = formatCountOf(degraded.causes, notAnswering.causes > 0 ? "more cause" : "cause");
  const are = total === 1 ? "is" : "are";
  if (degraded.causes === 0)
    return (
      <>
        {nodes} of theirs {are} degraded.{" "}
      </>
    );
  if (besides > 0)
    return (
      <>
        {nodes} {are} degraded, {formatCount(degraded.nodes.total)} of them by {causes}.{" "}
      </>
    );
  return (
    <>
      {causes} {degraded.causes === 1 ? "leaves" : "leave"} {nodes} degraded.{" "}
    </>
  );
}

function NodesLink({ q, children }: { q: string; children: React.ReactNode }) {
  return (
    <Link href={fleetHref({ q: q.trim() })} prefetch={false} className={counted}>
      {children}
    </Link>
  );
}

export function CausesVerdictSkeleton() {
  return (
    <div aria-busy="true">
      <h1 className="sr-only">Reading the causes</h1>
      <Skeleton className="my-1 h-5 w-120 max-w-full" />
      <Skeleton className="mt-2.5 mb-1 w-80 max-w-full" />
    </div>
  );
}

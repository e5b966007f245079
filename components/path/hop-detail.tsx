import type { HopAnswer, TraceAnswer } from "../../lib/api/verdict.ts";
import { resourceConsoleUrl } from "../../lib/format/console-url.ts";
import { explainDocumentKind } from "../../lib/format/document-kind.ts";
import { shortenId } from "../../lib/format/id.ts";
import { Facts } from "../evidence/facts.tsx";
import { Sentence } from "../node/sentence.tsx";
import { ExternalLink } from "../ui/link.tsx";
import type { DrawnHop } from "./draw-lane.ts";
import { RuleTable } from "./rule-table.tsx";

type HopDetailProps = {
  drawn: DrawnHop;
  region: string;
  /** What is known of the block besides: since when, what changed. */
  note?: React.ReactNode;
  /** Where the page shows what AWS answered of a resource; undefined where it does not. */
  rawHrefOf?: ((resource: Resource) => string | undefined) | undefined;
};

type Resource = HopAnswer["resources"][number];

/** All that is known of one hop: the sentence and its facts on the left, the rules on the right. */
export function HopDetail({ drawn, region, note, rawHrefOf }: HopDetailProps) {
  const { hop, trace } = drawn;
  return (
    <div className="grid gap-x-8 gap-y-3 px-4 py-3.5 @min-[720px]/path:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <div className="min-w-0">
        <h3 className="font-head text-pretty text-1">
          <Sentence text={hop.sentence} isShort />
        </h3>
        <div className="text-meta/[18px] text-pretty text-2 *:mt-1">
          {!hop.isReached && hop.kind !== "service" && (
            <p>The packet does not get here; this is what would happen if it did.</p>
          )}
          <Doubts hop={hop} trace={trace} />
          {trace.warnings
            .filter(({ hopId }) => hopId === hop.id)
            .map(({ code, sentence }) => (
              <p key={code}>
                <Sentence text={sentence} isShort />
              </p>
            ))}
          {note}
          <OtherBlockers hop={hop} trace={trace} />
        </div>
        {hop.rules.length > 0 && <Facts evidence={hop.evidence} hasAges className="mt-2" />}
        <HopLinks hop={hop} region={region} rawHrefOf={rawHrefOf} />
      </div>
      {hop.rules.length > 0 ? (
        <RuleTable hop={hop} />
      ) : (
        <Facts evidence={hop.evidence} hasAges className="self-start" />
      )}
    </div>
  );
}

/** What could not be read, with the permission; or what no configuration shows, with who could tell. */
function Doubts({ hop, trace }: { hop: HopAnswer; trace: TraceAnswer }) {
  return trace.doubts
    .filter(({ hopId }) => hopId === hop.id)
    .map((doubt) => (
      <p key={doubt.sentence}>
        {doubt.sentence !== hop.sentence && (
          <>
            <Sentence text={doubt.sentence} isShort />{" "}
          </>
        )}
        {doubt.because === "gap" ? (
          <>
            Not read{doubt.gap.isElsewhere && ` in ${doubt.gap.scope}`}: <code>{doubt.gap.action}</code> (
            {doubt.gap.code ?? doubt.gap.reason}).
          </>
        ) : (
          <Sentence text={`Who can tell: ${doubt.whoCanTell.replace(/\.$/, "")}.`} isShort />
        )}
      </p>
    ));
}

/** What stands in the way besides, so that nobody fixes one thing only to meet the next. */
function OtherBlockers({ hop, trace }: { hop: HopAnswer; trace: TraceAnswer }) {
  const others = trace.blockers.filter(({ hopId }) => hopId !== hop.id);
  if (hop.state !== "block" || others.length === 0) return null;
  return (
    <>
      <p className="font-name text-1">Also in the way:</p>
      <ul className="list-disc pl-4">
        {others.map((blocker) => (
          <li key={`${blocker.hopId} ${blocker.subject.id} ${blocker.code}`}>
            <Sentence text={blocker.sentence} isShort />
          </li>
        ))}
      </ul>
    </>
  );
}

function HopLinks({
  hop,
  region,
  rawHrefOf,
}: { hop: HopAnswer } & Pick<HopDetailProps, "region" | "rawHrefOf">) {
  if (hop.resources.length === 0 && hop.code === null) return null;
  return (
    <p className="mt-2 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-meta">
      {hop.resources.map((resource) => (
        <ResourceLinks
          key={resource.id}
          resource={resource}
          url={resourceConsoleUrl(region, resource)}
          rawHref={rawHrefOf?.(resource)}
        />
      ))}
      {hop.code !== null && (
        <span className="text-3" title="As AWS Reachability Analyzer words it, or ours where it has no word">
          <code>{hop.code}</code>
        </span>
      )}
    </p>
  );
}

type ResourceLinksProps = { resource: Resource; url: string | null; rawHref: string | undefined };

function ResourceLinks({ resource: { kind, id, scope }, url, rawHref }: ResourceLinksProps) {
  const name = <code>{shortenId(id.slice(id.lastIndexOf("/") + 1))}</code>;
  const what = explainDocumentKind(kind);
  return (
    <span className="inline-flex gap-x-2">
      {url === null ? (
        name
      ) : (
        <ExternalLink href={url} title={`${what} ${id} in the AWS console`}>
          {name}
          <span className="sr-only"> in the AWS console</span>
        </ExternalLink>
      )}
      {scope !== undefined && <span className="text-3">in {scope}</span>}
      {rawHref !== undefined && (
        <a
          href={rawHref}
          title={`What AWS answered of ${id}`}
          className="rounded-1 text-accent underline-offset-3 hover:underline"
        >
          Raw {lowerFirst(what)}
        </a>
      )}
    </span>
  );
}

/** An abbreviation keeps its capitals. */
function lowerFirst(words: string): string {
  return /^[A-Z][a-z]/.test(words) ? words[0]!.toLowerCase() + words.slice(1) : words;
}

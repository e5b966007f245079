import type { NodeDetail } from "../../lib/api/node.ts";
import type { GapSummary } from "../../lib/api/verdict.ts";
import { explainDocumentKind } from "../../lib/format/document-kind.ts";
import { classNames } from "../ui/class-names.ts";
import { Age } from "../ui/time.tsx";
import { gapsOf } from "./gaps-of.ts";
import { KnownMark, UnknownMark } from "./marks.tsx";
import { Sentence } from "./sentence.tsx";

type CheckListProps = {
  node: NodeDetail;
  /** For the side panel: no frame, no groups' names, and the facts below their sentences. */
  isCompact?: boolean;
};

/** What was read of a node, each with the fact that it stands on; and what could not be read, with the permission. */
export function CheckList({ node, isCompact = false }: CheckListProps) {
  const gaps = gapsOf(node);
  return (
    <div className={isCompact ? "" : "mt-2 overflow-hidden rounded-3 border border-line"}>
      {node.evidence.length > 0 && (
        <Group title="Known" count={node.evidence.length} isCompact={isCompact}>
          {node.evidence.map((fact) => (
            <Check
              key={`${fact.api} ${fact.document.id} ${fact.field}`}
              mark={<KnownMark />}
              group={explainDocumentKind(fact.document.kind)}
              isCompact={isCompact}
              observedAt={fact.observedAt}
              sentence={fact.sentence}
            >
              <code className="text-micro!">{fact.api}</code>
              <code className="text-micro!">{fact.field}</code>
              <span className="wrap-anywhere text-2">{fact.value}</span>
            </Check>
          ))}
        </Group>
      )}
      {gaps.length > 0 && (
        <Group title="Unknown" count={gaps.length} isCompact={isCompact}>
          {gaps.map((gap) => (
            <Check
              key={`${gap.action} ${gap.kind} ${gap.resource}`}
              mark={<UnknownMark />}
              group={explainDocumentKind(gap.kind)}
              isCompact={isCompact}
              sentence={explainGap(gap)}
            >
              <code className="text-micro!">{gap.action}</code>
              <span className="text-2">{gap.code ?? gap.reason}</span>
            </Check>
          ))}
        </Group>
      )}
    </div>
  );
}

function explainGap(gap: GapSummary): string {
  const what = explainDocumentKind(gap.kind);
  const account = gap.scope.slice(0, gap.scope.indexOf(":"));
  switch (gap.reason) {
    case "denied":
      return `${what}: not read. Grant ${gap.action} to the role that Muster reads ${account} with.`;
    case "throttled":
      return `${what}: not read, because AWS throttled ${gap.action}. The next read tries again.`;
    case "unsupported":
      return `${what}: not offered here, so there is nothing to read.`;
    case "failed":
      return `${what}: not read. AWS answered: ${gap.message}`;
  }
}

type GroupProps = { title: string; count: number; isCompact: boolean; children: React.ReactNode };

function Group({ title, count, isCompact, children }: GroupProps) {
  return (
    <section className="group/checks">
      {!isCompact && (
        <h3 className="flex h-[30px] items-center gap-2 border-t border-line bg-sunken px-3 text-meta font-name text-2 group-first/checks:border-t-0">
          {title} <span className="font-text text-3">{count}</span>
        </h3>
      )}
      <ul>{children}</ul>
    </section>
  );
}

type CheckProps = {
  mark: React.ReactNode;
  group: string;
  sentence: string;
  observedAt?: number;
  isCompact: boolean;
  children: React.ReactNode;
};

function Check({ mark, group, sentence, observedAt, isCompact, children }: CheckProps) {
  return (
    <li
      className={classNames(
        "grid gap-x-2.5 border-t border-line-faint",
        isCompact
          ? "grid-cols-[16px_minmax(0,1fr)_auto] py-1.5 text-meta/[18px] first:border-t-0"
          : "grid-cols-[16px_minmax(0,1fr)_auto] px-3 py-2 wide:grid-cols-[16px_116px_minmax(0,1fr)_auto]",
      )}
    >
      <span className="pt-0.5">{mark}</span>
      {!isCompact && <span className="text-meta/5 text-3 max-wide:hidden">{group}</span>}
      <p className="min-w-0 text-pretty">
        <Sentence text={sentence} isShort={isCompact} />
      </p>
      {observedAt === undefined ? (
        <span />
      ) : (
        <Age at={observedAt} className="text-micro/5 whitespace-nowrap text-3" />
      )}
      <div
        className={classNames(
          "col-[2/-1] mt-0.5 flex flex-wrap gap-x-3 text-micro/[18px] text-3",
          !isCompact && "wide:col-[3/-1]",
        )}
      >
        {children}
      </div>
    </li>
  );
}

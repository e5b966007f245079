import type { NodeSummary } from "../../lib/api/node.ts";
import { shortenId } from "../../lib/format/id.ts";
import type { Status } from "../../lib/model/status.ts";
import { nodeHref } from "../../lib/routes/fleet.ts";
import { Sentence } from "../node/sentence.tsx";
import { StatusWord } from "../ui/status-glyph.tsx";
import { Age } from "../ui/time.tsx";
import { nameScope, type ScopeNames } from "./use-scope-names.ts";

export function StatusCell({ status }: { status: Status }) {
  return <StatusWord status={status} className="flex max-wide:text-meta" />;
}

/** The link is for a new tab and for those who follow links; a plain click on the row opens the side panel. */
export function NameCell({ node }: { node: NodeSummary }) {
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <a
        href={nodeHref(node.scope, node.id)}
        tabIndex={-1}
        title={node.name ?? undefined}
        className="truncate font-name text-1 max-wide:text-lead"
      >
        {node.name ?? node.id}
      </a>
      {node.name !== null && (
        <code
          title={node.id}
          className="shrink-0 text-micro text-3 @max-[800px]/table:hidden max-wide:inline!"
        >
          {shortenId(node.id)}
        </code>
      )}
    </span>
  );
}

export function ReasonCell({ node }: { node: NodeSummary }) {
  if (node.why === null) return null;
  return (
    <span
      title={node.why}
      className="block truncate text-1 max-wide:line-clamp-2 max-wide:whitespace-normal max-wide:text-2 [&_code]:text-2"
    >
      <Sentence text={node.why} isShort />
    </span>
  );
}

export function AgeCell({ at }: { at: number | null }) {
  return at === null ? <span className="text-3">never</span> : <Age at={at} />;
}

export function ScopeCell({ scope, names }: { scope: string; names: ScopeNames }) {
  const { account, region } = nameScope(scope, names);
  return (
    <span className="block truncate text-meta text-2" title={scope}>
      {account} <span className="text-3">{region}</span>
    </span>
  );
}

"use client";

import { useState } from "react";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { api } from "../../lib/routes/api.ts";
import { parseFilter, printFilter, printTerm } from "../../lib/routes/filter.ts";
import { Button } from "../ui/button.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { toast } from "../ui/toast.ts";
import { useCopy } from "../ui/use-copy.ts";
import { ExcludeButton } from "./exclude-button.tsx";
import { exportFilterOf, readIds } from "./selected-nodes.ts";
import type { RowSelection } from "./use-row-selection.ts";

type TableFootProps = { total: number | null; q: string; sort: string; selection: RowSelection };

/** How many rows there are, and what can be done here: the keys, or what the chosen rows are for. */
export function TableFoot({ total, q, sort, selection }: TableFootProps) {
  const excluding = excludingFilterOf(q);
  return (
    <div className="flex h-7 shrink-0 items-center gap-3.5 overflow-hidden border-t border-line bg-chrome pr-4 pl-3 text-meta whitespace-nowrap text-3 max-wide:hidden">
      {selection.count > 0 ? (
        <SelectionActions sort={sort} selection={selection} />
      ) : (
        <>
          <span role="status" className="font-name text-2">
            {total === null ? "" : formatCountOf(total, "node")}
          </span>
          {excluding !== null && total !== null && total > 0 && (
            <ExcludeButton key={excluding} filter={excluding}>
              Exclude these
            </ExcludeButton>
          )}
          <span className="flex-1" />
          <Hint keys={["j", "k"]}>move</Hint>
          <Hint keys={["space"]}>look</Hint>
          <Hint keys={["↵"]}>open</Hint>
          <Hint keys={["x"]}>select</Hint>
        </>
      )}
    </div>
  );
}

/**
 * The filter that excludes what is shown; null where that would be everything, or builds on other exclusions. That nodes are
 * not excluded yet goes without saying.
 */
function excludingFilterOf(q: string): string | null {
  const filter = parseFilter(q);
  const said = filter.filter((term) => printTerm(term) !== "excluded:no");
  return said.length === 0 || said.some(({ key }) => key === "excluded") ? null : printFilter(said);
}

function Hint({ keys, children }: { keys: string[]; children: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
      {children}
    </span>
  );
}

function SelectionActions({ sort, selection }: { sort: string; selection: RowSelection }) {
  const { copy, hasCopied } = useCopy();
  const [isReading, setIsReading] = useState(false);
  const filter = exportFilterOf(selection.selection);
  const excluding = filter && excludingFilterOf(filter);
  const copyIds = async () => {
    setIsReading(true);
    try {
      await copy((await readIds(selection.selection)).join("\n"));
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      toast({ title: "The ids could not be read.", detail, tone: "lost" });
    } finally {
      setIsReading(false);
    }
  };
  return (
    <>
      <span role="status" className="font-name text-1">
        {formatCount(selection.count)} selected
      </span>
      <span className="flex items-center gap-1">
        <Button variant="bare" size="small" disabled={isReading} onClick={copyIds}>
          {hasCopied ? "Copied" : isReading ? "Reading the ids" : "Copy ids"}
        </Button>
        {excluding !== null && (
          <ExcludeButton key={excluding} filter={excluding} onDone={selection.clear}>
            Exclude
          </ExcludeButton>
        )}
        {filter !== null && (
          <>
            <Button variant="bare" size="small" asChild>
              <a href={api.export({ q: filter, sort, format: "csv" })} download>
                Export CSV
              </a>
            </Button>
            <Button variant="bare" size="small" asChild>
              <a href={api.export({ q: filter, sort, format: "jsonl" })} download>
                Export JSON
              </a>
            </Button>
          </>
        )}
      </span>
      <span className="flex-1" />
      {!selection.isAll && (
        <Button variant="bare" size="small" onClick={selection.toggleAll}>
          Select all that match
        </Button>
      )}
      <Button variant="bare" size="small" onClick={selection.clear}>
        Clear
      </Button>
    </>
  );
}

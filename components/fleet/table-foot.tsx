"use client";

import { useState } from "react";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { api } from "../../lib/routes/api.ts";
import { Button } from "../ui/button.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { toast } from "../ui/toast.ts";
import { useCopy } from "../ui/use-copy.ts";
import { exportFilterOf, readIds } from "./selected-nodes.ts";
import type { RowSelection } from "./use-row-selection.ts";

type TableFootProps = { total: number | null; sort: string; selection: RowSelection };

/** How many rows there are, and what can be done here: the keys, or what the chosen rows are for. */
export function TableFoot({ total, sort, selection }: TableFootProps) {
  return (
    <div className="flex h-7 shrink-0 items-center gap-3.5 overflow-hidden border-t border-line bg-chrome pr-4 pl-3 text-meta whitespace-nowrap text-3 max-wide:hidden">
      {selection.count > 0 ? (
        <SelectionActions sort={sort} selection={selection} />
      ) : (
        <>
          <span role="status" className="font-name text-2">
            {total === null ? "" : formatCountOf(total, "node")}
          </span>
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

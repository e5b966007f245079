"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "../../lib/routes/api.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.ts";
import { useCopy } from "../ui/use-copy.ts";
import { ExcludeButton } from "./exclude-button.tsx";
import { excludingFilterOf } from "./excluding-filter.ts";
import { preflightOf } from "./preflight-of.ts";
import { exportFilterOf, readIds } from "./selected-nodes.ts";
import type { RowSelection } from "./use-row-selection.ts";

/** What the chosen rows can be taken along as, and how to choose more or none. */
export function SelectionActions({ sort, selection }: { sort: string; selection: RowSelection }) {
  const { copy, hasCopied } = useCopy();
  const router = useRouter();
  const [isReading, setIsReading] = useState(false);
  const filter = exportFilterOf(selection.selection);
  const excluding = filter && excludingFilterOf(filter);
  const reading = async (work: () => Promise<unknown>) => {
    setIsReading(true);
    try {
      await work();
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      toast({ title: "The ids could not be read.", detail, tone: "lost" });
    } finally {
      setIsReading(false);
    }
  };
  const copyIds = () => reading(async () => copy((await readIds(selection.selection)).join("\n")));
  const openPreflight = () => reading(async () => router.push(await preflightOf(selection.selection)));
  return (
    <>
      <span className="flex items-center gap-1">
        <Button variant="bare" size="small" disabled={isReading} onClick={copyIds}>
          {hasCopied ? "Copied" : isReading ? "Reading the ids" : "Copy ids"}
        </Button>
        <Button variant="bare" size="small" disabled={isReading} onClick={openPreflight}>
          Preflight
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

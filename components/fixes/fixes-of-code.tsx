"use client";

import { useQuery } from "@tanstack/react-query";
import type { CauseCode } from "../../lib/model/cause.ts";
import { fixesOptions } from "./fix-queries.ts";
import { FixRow } from "./fix-row.tsx";

/** The fixes that remove causes of one code. */
export function FixesOfCode({ code }: { code: CauseCode }) {
  const { data } = useQuery(fixesOptions);
  const fixes = data?.items.filter(({ causes }) => causes.includes(code)) ?? [];
  if (fixes.length === 0) return null;
  return (
    <ul className="mt-2 rounded-3 border border-line">
      {fixes.map((fix) => (
        <FixRow key={fix.id} fix={fix} />
      ))}
    </ul>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { formatCount } from "../../lib/format/count.ts";
import type { CauseCode } from "../../lib/model/cause.ts";
import type { SubjectKey } from "../../lib/model/subject-key.ts";
import { planOptions } from "./fix-queries.ts";

/** How many nodes come back if this one cause is fixed and no other, by its best fix; and what else there is to it. */
export function AloneFrees({ code, subjectKey }: { code: CauseCode; subjectKey: SubjectKey }) {
  const { data: plan } = useQuery(planOptions(""));
  const own = plan?.alone?.find((one) => one.code === code && one.key === subjectKey);
  if (!own) return null;
  return (
    <>
      <span className="sr-only">fixing it alone frees </span>
      <span className="font-name text-1 tabular-nums">
        {own.freed === null ? "–" : formatCount(own.freed)}
      </span>
      {own.note !== null && <small className="block truncate text-micro text-3">{own.note}</small>}
    </>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import type { FailureGroup } from "../../lib/api/failure.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import type { Subject } from "../../lib/model/cause.ts";
import { causeKeyOf } from "../../lib/routes/causes.ts";
import { walkthroughHref } from "../../lib/routes/fixes.ts";
import { causeFixesOptions } from "../fixes/fix-queries.ts";
import { Sentence } from "../node/sentence.tsx";
import { TextLink } from "../ui/link.tsx";
import { Skeleton } from "../ui/skeleton.tsx";

/** The first fix of a cause that nodes still share, and for how many it is proved. */
export function GroupFix({ code, subject, scope }: { code: string; subject: Subject; scope: string }) {
  const { data } = useQuery(causeFixesOptions(code, causeKeyOf(scope, subject)));
  if (!data) return <Skeleton className="w-48" />;
  const [fix] = data.items;
  if (!fix) return "None is known that fits";
  return (
    <>
      <TextLink href={walkthroughHref(fix.walkthroughId)} prefetch={false}>
        <Sentence text={fix.title} isShort />
      </TextLink>
      {fix.proof !== null && fix.proof.freed > 0 && `, proved for ${formatCountOf(fix.proof.freed, "node")}`}
    </>
  );
}

/** What a group's nodes still have, and share: only that has fixes. Null where there is none. */
export function fixedCauseOf({ isOpen, cause, scopes }: FailureGroup) {
  const [scope] = scopes;
  if (!isOpen || cause.subject === null || scope === undefined) return null;
  return { code: cause.code, subject: cause.subject, scope };
}

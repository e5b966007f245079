import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { causeOptions } from "../../../../components/causes/cause-queries.ts";
import { CauseScreen } from "../../../../components/causes/cause-screen.tsx";
import { causeHref, parseCauseSegments, parsePagedCode } from "../../../../lib/routes/causes.ts";
import { findKey, loadCause } from "./load.ts";

type CausePageProps = { params: Promise<{ code: string; subjectKey: string }> };

export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: CausePageProps): Promise<Metadata> {
  const asked = parseCauseSegments(await params);
  const cause = asked && (await loadCause(asked.code, asked.key));
  return { title: cause && cause !== "absent" ? cause.sentence : "Cause" };
}

export default async function CausePage({ params }: CausePageProps) {
  const segments = await params;
  const asked = parseCauseSegments(segments);
  if (!asked) return redirectToCause(segments);
  const { code, key } = asked;
  const cause = await loadCause(code, key);
  if (cause === "absent") notFound();
  const client = new QueryClient();
  if (cause) client.setQueryData(causeOptions(code, key).queryKey, cause);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CauseScreen code={code} subjectKey={key} />
    </HydrationBoundary>
  );
}

/** A code in another case and a subject's id without its scope are no cause's address, and mostly mean one. */
async function redirectToCause({ code, subjectKey }: { code: string; subjectKey: string }): Promise<never> {
  const paged = parsePagedCode(code);
  if (!paged) notFound();
  const asked = parseCauseSegments({ code: paged, subjectKey });
  const key = asked?.key ?? (await findKey(paged, decodeURIComponent(subjectKey)));
  if (key === null) notFound();
  redirect(causeHref(paged, key));
}

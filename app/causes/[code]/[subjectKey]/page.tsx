import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { causeOptions } from "../../../../components/causes/cause-queries.ts";
import { CauseScreen } from "../../../../components/causes/cause-screen.tsx";
import { parseCauseSegments } from "../../../../lib/routes/causes.ts";
import { loadCause } from "./load.ts";

type CausePageProps = { params: Promise<{ code: string; subjectKey: string }> };

export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: CausePageProps): Promise<Metadata> {
  const asked = parseCauseSegments(await params);
  const cause = asked && (await loadCause(asked.code, asked.key));
  return { title: cause && cause !== "absent" ? cause.sentence : "Cause" };
}

export default async function CausePage({ params }: CausePageProps) {
  const asked = parseCauseSegments(await params);
  if (!asked) notFound();
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

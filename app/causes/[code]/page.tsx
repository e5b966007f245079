import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { CataloguePage } from "../../../components/causes/catalogue-page.tsx";
import { causeCodeHref, parsePagedCode } from "../../../lib/routes/causes.ts";
import { loadCode } from "./load.ts";

type CodePageProps = { params: Promise<{ code: string }> };

export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: CodePageProps): Promise<Metadata> {
  const found = await loadCode((await params).code);
  return { title: found?.entry.title ?? "Cause" };
}

export default async function CodePage({ params }: CodePageProps) {
  const { code } = await params;
  const found = await loadCode(code);
  if (!found) {
    const paged = parsePagedCode(code);
    if (paged && paged !== code) redirect(causeCodeHref(paged));
    notFound();
  }
  return (
    <HydrationBoundary state={dehydrate(found.client)}>
      <CataloguePage entry={found.entry} />
    </HydrationBoundary>
  );
}

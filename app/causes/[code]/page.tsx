import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CataloguePage } from "../../../components/causes/catalogue-page.tsx";
import { loadCode } from "./load.ts";

type CodePageProps = { params: Promise<{ code: string }> };

export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: CodePageProps): Promise<Metadata> {
  const found = await loadCode((await params).code);
  return { title: found?.entry.title ?? "Cause" };
}

export default async function CodePage({ params }: CodePageProps) {
  const found = await loadCode((await params).code);
  if (!found) notFound();
  return (
    <HydrationBoundary state={dehydrate(found.client)}>
      <CataloguePage entry={found.entry} />
    </HydrationBoundary>
  );
}

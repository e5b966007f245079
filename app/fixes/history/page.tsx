import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { HistoryScreen } from "../../../components/fixes/history-screen.tsx";
import type { RawParameters } from "../../../lib/routes/fleet.ts";
import { loadHistory } from "../load.ts";

export const metadata: Metadata = { title: "History of fixes" };
export const dynamic = "force-dynamic";

export default async function HistoryPage({ searchParams }: { searchParams: Promise<RawParameters> }) {
  const { q } = await searchParams;
  return (
    <HydrationBoundary state={dehydrate(await loadHistory((Array.isArray(q) ? q[0] : q) ?? ""))}>
      <HistoryScreen />
    </HydrationBoundary>
  );
}

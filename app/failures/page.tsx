import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { FailuresScreen } from "../../components/failures/failures-screen.tsx";
import { parseFailuresQuery } from "../../lib/routes/failures.ts";
import type { RawParameters } from "../../lib/routes/fleet.ts";
import { loadFailures } from "./load.ts";

export const metadata: Metadata = { title: "Failures" };
export const dynamic = "force-dynamic";

export default async function FailuresPage({ searchParams }: { searchParams: Promise<RawParameters> }) {
  const query = parseFailuresQuery(await searchParams);
  return (
    <HydrationBoundary state={dehydrate(await loadFailures(query))}>
      <FailuresScreen />
    </HydrationBoundary>
  );
}

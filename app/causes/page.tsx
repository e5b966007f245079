import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { CausesScreen } from "../../components/causes/causes-screen.tsx";
import { parseCausesQuery } from "../../lib/routes/causes.ts";
import type { RawParameters } from "../../lib/routes/fleet.ts";
import { loadCauses } from "./load.ts";

export const metadata: Metadata = { title: "Causes" };
export const dynamic = "force-dynamic";

export default async function CausesPage({ searchParams }: { searchParams: Promise<RawParameters> }) {
  const { q } = parseCausesQuery(await searchParams);
  return (
    <HydrationBoundary state={dehydrate(await loadCauses(q))}>
      <CausesScreen q={q} />
    </HydrationBoundary>
  );
}

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { FleetScreen } from "../../components/fleet/fleet-screen.tsx";
import { parseFleetQuery, type RawParameters } from "../../lib/routes/fleet.ts";
import { loadFleet } from "./load.ts";

export const metadata: Metadata = { title: "Fleet" };
export const dynamic = "force-dynamic";

export default async function FleetPage({ searchParams }: { searchParams: Promise<RawParameters> }) {
  const client = await loadFleet(parseFleetQuery(await searchParams));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <FleetScreen />
    </HydrationBoundary>
  );
}

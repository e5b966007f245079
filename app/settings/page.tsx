import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { settingsKey } from "../../components/query/keys.ts";
import { SettingsView } from "../../components/settings/settings-view.tsx";
import { fleetServer } from "../../lib/fleet/running-server.ts";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const client = new QueryClient();
  await client.prefetchQuery({
    queryKey: settingsKey,
    queryFn: async () => fleetServer().call("readSettings", null),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SettingsView />
    </HydrationBoundary>
  );
}

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { FixesScreen } from "../../components/fixes/fixes-screen.tsx";
import { loadFixes } from "./load.ts";

export const metadata: Metadata = { title: "Fixes" };
export const dynamic = "force-dynamic";

export default async function FixesPage() {
  return (
    <HydrationBoundary state={dehydrate(await loadFixes())}>
      <FixesScreen />
    </HydrationBoundary>
  );
}

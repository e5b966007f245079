import type { Metadata } from "next";
import { PreflightScreen } from "../../components/preflight/preflight-screen.tsx";
import type { RawParameters } from "../../lib/routes/fleet.ts";
import { parsePreflightQuery } from "../../lib/routes/preflight.ts";

export const metadata: Metadata = { title: "Preflight" };
export const dynamic = "force-dynamic";

export default async function PreflightPage({ searchParams }: { searchParams: Promise<RawParameters> }) {
  return <PreflightScreen query={parsePreflightQuery(await searchParams)} />;
}

import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { walkthroughOptions } from "../../../components/fixes/fix-queries.ts";
import { WalkthroughScreen } from "../../../components/fixes/walkthrough-screen.tsx";
import { walkthroughId } from "../../../lib/model/walkthrough-id.ts";
import { parseWalkthroughSegment } from "../../../lib/routes/fixes.ts";
import { loadWalkthrough } from "./load.ts";

type WalkthroughPageProps = { params: Promise<{ id: string }> };

export const dynamic = "force-dynamic";

async function idOf({ params }: WalkthroughPageProps): Promise<string | null> {
  const key = parseWalkthroughSegment((await params).id);
  return key ? walkthroughId(key) : null;
}

export async function generateMetadata(props: WalkthroughPageProps): Promise<Metadata> {
  const id = await idOf(props);
  const walkthrough = id !== null && (await loadWalkthrough(id));
  return { title: walkthrough && walkthrough !== "absent" ? walkthrough.fix.title : "Fix" };
}

export default async function WalkthroughPage(props: WalkthroughPageProps) {
  const id = await idOf(props);
  if (id === null) notFound();
  const walkthrough = await loadWalkthrough(id);
  if (walkthrough === "absent") notFound();
  const client = new QueryClient();
  if (walkthrough) client.setQueryData(walkthroughOptions(id).queryKey, walkthrough);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <WalkthroughScreen id={id} />
    </HydrationBoundary>
  );
}

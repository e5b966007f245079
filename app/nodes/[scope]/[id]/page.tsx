import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { nodeFailuresOptions } from "../../../../components/failures/failure-queries.ts";
import { nodeOptions } from "../../../../components/node/node-query.ts";
import { NodeScreen } from "../../../../components/node/node-screen.tsx";
import { loadNode, loadNodeFailures } from "./load.ts";

type NodePageProps = { params: Promise<{ scope: string; id: string }> };

export const dynamic = "force-dynamic";

async function keyOf({ params }: NodePageProps): Promise<{ scope: string; id: string }> {
  const { scope, id } = await params;
  return { scope: decodeURIComponent(scope), id: decodeURIComponent(id) };
}

export async function generateMetadata(props: NodePageProps): Promise<Metadata> {
  const { scope, id } = await keyOf(props);
  const node = await loadNode(scope, id);
  return { title: node === null || node === "absent" ? id : (node.name ?? id) };
}

export default async function NodePage(props: NodePageProps) {
  const { scope, id } = await keyOf(props);
  const [node, failures] = await Promise.all([loadNode(scope, id), loadNodeFailures(id)]);
  if (node === "absent") notFound();
  const client = new QueryClient();
  if (node) client.setQueryData(nodeOptions(scope, id).queryKey, node);
  if (failures) client.setQueryData(nodeFailuresOptions(id).queryKey, failures);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <NodeScreen scope={scope} id={id} />
    </HydrationBoundary>
  );
}

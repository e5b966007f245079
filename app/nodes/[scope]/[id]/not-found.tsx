"use client";

import { useParams } from "next/navigation";
import { NodeNotFound } from "../../../../components/node/node-not-found.tsx";

export default function NodeNotFoundPage() {
  const { scope, id } = useParams<{ scope: string; id: string }>();
  return <NodeNotFound scope={decodeURIComponent(scope)} id={decodeURIComponent(id)} />;
}

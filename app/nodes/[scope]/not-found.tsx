"use client";

import { useParams } from "next/navigation";
import { NodeNotFound } from "../../../components/node/node-not-found.tsx";

export default function NodeWithoutScopeNotFoundPage() {
  const { scope } = useParams<{ scope: string }>();
  return <NodeNotFound scope={null} id={decodeURIComponent(scope)} />;
}

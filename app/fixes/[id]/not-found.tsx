"use client";

import { useParams } from "next/navigation";
import { WalkthroughNotFound } from "../../../components/fixes/walkthrough-not-found.tsx";

export default function WalkthroughNotFoundPage() {
  const { id } = useParams<{ id: string }>();
  return <WalkthroughNotFound id={decodeURIComponent(id)} />;
}

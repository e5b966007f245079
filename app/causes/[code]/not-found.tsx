"use client";

import { useParams } from "next/navigation";
import { CodeNotFound } from "../../../components/causes/code-not-found.tsx";

export default function CodeNotFoundPage() {
  return <CodeNotFound code={useParams<{ code: string }>().code} />;
}

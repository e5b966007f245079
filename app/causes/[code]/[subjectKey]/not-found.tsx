"use client";

import { useParams } from "next/navigation";
import { CauseNotFound } from "../../../../components/causes/cause-not-found.tsx";

export default function CauseNotFoundPage() {
  const { code, subjectKey } = useParams<{ code: string; subjectKey: string }>();
  return <CauseNotFound code={code} subjectKey={decodeURIComponent(subjectKey)} />;
}

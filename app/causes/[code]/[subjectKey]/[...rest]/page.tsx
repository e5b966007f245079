import { notFound, redirect } from "next/navigation";
import { causeHref, parsePagedCode } from "../../../../../lib/routes/causes.ts";

type SlashedPageProps = { params: Promise<{ code: string; subjectKey: string; rest: string[] }> };

/** An ARN that somebody put into an address as it is: its slashes belong to the key. */
export default async function SlashedPage({ params }: SlashedPageProps) {
  const { code, subjectKey, rest } = await params;
  const paged = parsePagedCode(code);
  if (!paged) notFound();
  redirect(causeHref(paged, [subjectKey, ...rest].map(decodeURIComponent).join("/")));
}

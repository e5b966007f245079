import type { Judgement } from "../diagnosis/decide.ts";

type Standing = Pick<Judgement, "status" | "expected">;

/** Whether it should answer and does not: neither off or gone, nor still on its way. */
export function isWantedBack({ status, expected }: Standing): boolean {
  return (status === "lost" || status === "unregistered") && expected === null;
}

/** However many they are, one that does not answer at all goes before them. */
const ofDegraded = 1e-6;

/** What it is worth to a plan that nothing keeps a node back any more. */
export function worthOfReturn(standing: Standing): number {
  if (isWantedBack(standing)) return 1;
  return standing.status === "degraded" && standing.expected === null ? ofDegraded : 0;
}

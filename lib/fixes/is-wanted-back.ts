import type { Judgement } from "../diagnosis/decide.ts";

/** Whether it should answer and does not: neither off or gone, nor still on its way. */
export function isWantedBack({ status, expected }: Pick<Judgement, "status" | "expected">): boolean {
  return (status === "lost" || status === "unregistered") && expected === null;
}

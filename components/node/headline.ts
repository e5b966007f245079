import type { NodeDetail } from "../../lib/api/node.ts";

type Judged = Pick<NodeDetail, "sentence" | "why" | "status" | "cause">;

/** Where a cause explains a status, they are one sentence: "SSM lost api-7 3 hours ago, because security group …". */
export function headlineOf({ sentence, why, status, cause }: Judged): string {
  const isExplained =
    cause !== null && why !== null && explained.has(status) && !sentence.includes("because");
  return isExplained ? `${sentence.replace(/\.$/, "")}, because ${uncapitalised(why)}` : sentence;
}

const explained: ReadonlySet<NodeDetail["status"]> = new Set(["lost", "unregistered", "degraded"]);

/** A name or an abbreviation keeps its capital: "SSM", "IAM role", "i-0a1b…". */
function uncapitalised(sentence: string): string {
  return /^[A-Z][a-z]+ /.test(sentence) && !/^(?:Systems Manager|Amazon|Windows|Linux) /.test(sentence)
    ? sentence[0]!.toLowerCase() + sentence.slice(1)
    : sentence;
}

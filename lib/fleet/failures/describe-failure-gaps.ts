import type { FailureGapAnswer } from "../../api/failure.ts";
import type { FailureSource } from "../../model/failure.ts";
import type { ReadTrouble } from "../../model/gap.ts";
import type { FleetContext } from "../context.ts";

const sourceNames: Record<FailureSource, { name: string; missing: string }> = {
  cloudtrail: { name: "CloudTrail", missing: "refused calls" },
  "run-command": { name: "Run Command", missing: "commands that never arrived" },
  automation: { name: "Automation", missing: "automations that failed at their targets" },
  "state-manager": { name: "State Manager", missing: "associations that failed at their targets" },
  "maintenance-window": { name: "Maintenance windows", missing: "tasks that failed at their targets" },
};

const reasons: Record<ReadTrouble, string> = {
  denied: "is not allowed",
  throttled: "was throttled",
  unsupported: "is not offered",
  failed: "failed",
};

/** What could not be read, source by source: "CloudTrail not readable in 3 scopes: refused calls there are missing." */
export async function describeFailureGaps({ store }: FleetContext): Promise<FailureGapAnswer[]> {
  const gaps = await store.loadFailureGaps();
  return [...Map.groupBy(gaps, ({ source, action, reason }) => `${source} ${action} ${reason}`).values()].map(
    (alike): FailureGapAnswer => {
      const { source, action, reason, message } = alike[0]!;
      const { name, missing } = sourceNames[source];
      const scopes = alike.map(({ scope }) => scope as string);
      const where = scopes.length === 1 ? scopes[0] : `${scopes.length} scopes`;
      const advice = reason === "denied" ? ` Grant ${action}.` : "";
      const sentence = `${name} not readable in ${where} (${action} ${reasons[reason]}): ${missing} there are missing.${advice}`;
      return { source, action, reason, scopes, sentence, message };
    },
  );
}

/** When the sources of the scope that waits longest were last read through; null while there is one that never was. */
export async function oldestFailureRead({ store }: FleetContext): Promise<number | null> {
  const [scopes, reads] = await Promise.all([store.loadScopes(), store.loadFailureReads()]);
  const readAts = scopes.map(({ key }) => {
    const own = reads.filter(({ scope }) => scope === key).map(({ readAt }) => readAt);
    return own.length === 0 || own.includes(null) ? null : Math.min(...own.map(Number));
  });
  return readAts.length === 0 || readAts.includes(null) ? null : Math.min(...readAts.map(Number));
}

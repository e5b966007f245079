import type { Settings } from "../../lib/api/settings.ts";
import { formatDuration } from "../../lib/format/age.ts";
import { formatCountOf } from "../../lib/format/count.ts";

const intervalNames: Record<string, string> = { facts: "Instances and network", failures: "Past failures" };

const retentionNames: Record<string, string> = {
  documents: "Former states",
  failures: "Failures",
  syncs: "Past reads",
};

/** A name without words of its own is shown as the configuration spells it. */
export function explainInterval({ name, seconds }: Settings["intervals"][number]) {
  return {
    name: intervalNames[name] ?? name,
    value: `every ${formatDuration(seconds * 1000, { precise: true })}`,
  };
}

export function explainRetention({ name, days }: Settings["retention"][number]) {
  return { name: retentionNames[name] ?? name, value: formatCountOf(days, "day") };
}

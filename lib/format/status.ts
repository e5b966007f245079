import type { Status } from "../model/status.ts";

const words: Record<Status, string> = {
  reachable: "Reachable",
  degraded: "Degraded",
  lost: "Connection lost",
  unregistered: "Not registered",
  off: "Off",
  gone: "Gone",
  unknown: "Unknown",
};

/** What a status is called on screen. */
export function explainStatus(status: Status): string {
  return words[status];
}

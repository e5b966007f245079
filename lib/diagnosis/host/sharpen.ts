import type { CauseCode } from "../../model/cause.ts";
import type { Suspect } from "../../model/verdict.ts";
import { type HostOutput, missingRows } from "./parse-host-output.ts";
import { type SuspectId, suspectTitles } from "./suspect-catalogue.ts";

/** What is to be thought of a node after its host was heard. Never more than likely: nobody vouches for what was pasted. */
export type SharpenedVerdict = {
  sentence: string;
  /** What in AWS the host accuses, though AWS's own facts do not show it; null where it accuses nothing there. */
  cause: CauseCode | null;
  suspects: Suspect[];
};

/** Puts those first whom the host's output accuses, and takes out those whom it clears. */
export function sharpenVerdict(suspects: readonly Suspect[], output: HostOutput): SharpenedVerdict {
  const accusing = output.findings.filter(({ weight }) => weight > 0);
  const accused = accusing.flatMap(({ suspects: ids, sentence }) => ids.map((id) => ({ id, sentence })));
  const order = [...new Set(accused.map(({ id }) => id))];
  const first = order.map((id) => toSuspect(id, accused, suspects));
  const rest = suspects.filter(({ id }) => !isIn(id, order) && !isIn(id, output.clears));
  return {
    sentence: explain(output, accusing),
    cause: output.causes[0] ?? null,
    suspects: [...first, ...rest],
  };
}

function toSuspect(
  id: SuspectId,
  accused: readonly { id: SuspectId; sentence: string }[],
  known: readonly Suspect[],
): Suspect {
  const said = accused.find((each) => each.id === id)?.sentence ?? "";
  const before = known.find((each) => each.id === id)?.reason ?? "";
  return { id, title: suspectTitles[id], reason: [`The host says: ${said}`, before].join(" ").trim() };
}

function explain(output: HostOutput, accusing: HostOutput["findings"]): string {
  const [most] = accusing;
  if (most !== undefined) return `${most.title}. ${most.sentence}`;
  if (output.kind === "unrecognised") return output.unread.at(-1) ?? "Nothing could be read of it.";
  if (output.kind === "log") return "Nothing in it speaks against the host.";
  const missing = missingRows(output.rows);
  return missing.length > 0
    ? `What is there of the output passes, and it is not whole: ${missing.join(", ")} may tell more. Run it again.`
    : "All that matters passes on the host. Its agent may sleep until its next try: restart it. What the tool does not test is TLS and the clock.";
}

function isIn(id: string, ids: readonly string[]): boolean {
  return ids.includes(id);
}

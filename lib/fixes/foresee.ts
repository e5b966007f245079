import { chooseFix, type HeldNodes, sumOfWorth, type Trial, type TrialOptions } from "./choose-fix.ts";
import type { Fix } from "./fix.ts";
import type { OpenCauses } from "./open-causes.ts";
import { keyOfCause } from "./standing.ts";

/** A cause whose nodes have more behind it than that has to be asked about by itself. */
const furthest = 3;

/**
 * The best fix of a cause with what it is worth: the nodes that it frees, or more where it leads many on to their next cause:
 * then what the fixes of both free, for each of the two steps, and so on. Undefined where none fits.
 * `first` is the cause's best fix where that is known.
 */
export function foresee(
  judged: Trial["changed"]["after"],
  held: HeldNodes,
  causes: Pick<OpenCauses, "get">,
  { first, ...options }: TrialOptions & { first?: Fix | undefined },
): { trial: Trial; worth: number } | undefined {
  const trial = chooseFix(
    judged,
    held,
    first === undefined ? options : { ...options, fixesOf: () => [first] },
  );
  if (trial === undefined) return undefined;
  let worth = trial.gain;
  let [last, total] = [trial, trial.gain];
  for (let steps = 2; steps <= furthest; steps += 1) {
    const next = nextHeld(last, causes);
    // Else the two together cannot be worth more than the first alone, or than the second, which is there by itself.
    if (next === undefined || next.worth <= last.gain) break;
    const behind = chooseFix(last.changed.after, next.held, options);
    if (behind === undefined) break;
    total += behind.gain;
    worth = Math.max(worth, total / steps);
    last = behind;
  }
  return { trial, worth };
}

/** The cause on which a fix leads most of its nodes, with all that would have it then. */
function nextHeld(
  { eased, changed }: Trial,
  causes: Pick<OpenCauses, "get">,
): { held: HeldNodes; worth: number } | undefined {
  const groups = Map.groupBy(eased, ({ next }) => (next === null ? "" : keyOfCause(next)));
  groups.delete("");
  const [largest] = [...groups].toSorted(
    ([left, few], [right, many]) => sumOfWorth(many) - sumOfWorth(few) || (left < right ? -1 : 1),
  );
  if (largest === undefined) return undefined;
  const [key, joined] = largest;
  const { code, subject } = joined[0]!.next!;
  const known = causes.get(key);
  const candidates = new Set([...joined.map(({ id }) => id), ...(known?.nodeIds ?? [])]);
  const has = (id: string) => {
    const cause = changed.after.judgementOf(id)?.cause;
    return cause != null && keyOfCause(cause) === key;
  };
  const nodeIds = [...candidates].filter(has).sort();
  const behindIds = (known?.behindIds ?? []).filter((id) => !nodeIds.includes(id));
  return { held: { code, subject, nodeIds, behindIds }, worth: sumOfWorth(joined) };
}

import type { FoundCause } from "../diagnosis/check.ts";
import type { Judgement } from "../diagnosis/decide.ts";
import type { HeldNodes } from "./choose-fix.ts";
import { keyOfCause, liesInAws } from "./standing.ts";

/** The causes of a world that lie in AWS, each with its nodes; kept true as nodes are judged again. */
export class OpenCauses {
  readonly #byKey = new Map<string, { cause: FoundCause; nodeIds: Set<string> }>();
  readonly #keyOf = new Map<string, string>();

  constructor(judgements: Iterable<readonly [string, Judgement]>) {
    for (const [id, judgement] of judgements) this.move(id, judgement);
  }

  move(id: string, judgement: Judgement | null): void {
    const old = this.#keyOf.get(id);
    if (old !== undefined) {
      this.#byKey.get(old)?.nodeIds.delete(id);
      this.#keyOf.delete(id);
    }
    const cause = judgement?.cause ?? null;
    if (cause === null || !liesInAws(cause)) return;
    const key = keyOfCause(cause);
    const group = this.#byKey.get(key) ?? { cause, nodeIds: new Set() };
    this.#byKey.set(key, group);
    group.nodeIds.add(id);
    this.#keyOf.set(id, key);
  }

  keys(): string[] {
    return [...this.#byKey].flatMap(([key, { nodeIds }]) => (nodeIds.size > 0 ? key : [])).sort();
  }

  /** Undefined where no node has it any more. */
  get(key: string): HeldNodes | undefined {
    const group = this.#byKey.get(key);
    if (group === undefined || group.nodeIds.size === 0) return undefined;
    const { code, subject } = group.cause;
    return { code, subject, nodeIds: [...group.nodeIds].sort() };
  }
}

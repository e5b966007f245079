import type { FoundCause } from "../diagnosis/check.ts";
import type { Judgement } from "../diagnosis/decide.ts";
import type { HeldNodes } from "./choose-fix.ts";
import { keyOfCause, liesInAws } from "./standing.ts";

type Group = { cause: FoundCause; first: Set<string>; behind: Set<string> };

/** The causes of a world that lie in AWS, each with its nodes; kept true as nodes are judged again. */
export class OpenCauses {
  readonly #byKey = new Map<string, Group>();
  readonly #groupsOf = new Map<string, Group[]>();

  constructor(judgements: Iterable<readonly [string, Judgement]>) {
    for (const [id, judgement] of judgements) this.move(id, judgement);
  }

  move(id: string, judgement: Judgement | null): void {
    for (const { first, behind } of this.#groupsOf.get(id) ?? []) {
      first.delete(id);
      behind.delete(id);
    }
    this.#groupsOf.delete(id);
    if (judgement === null) return;
    const { cause, alsoBroken } = judgement;
    const groups: Group[] = [];
    if (cause !== null && liesInAws(cause)) {
      groups.push(this.#groupOf(cause));
      groups[0]!.first.add(id);
    }
    for (const other of alsoBroken) {
      if (!liesInAws(other)) continue;
      const group = this.#groupOf(other);
      group.behind.add(id);
      groups.push(group);
    }
    if (groups.length > 0) this.#groupsOf.set(id, groups);
  }

  #groupOf(cause: FoundCause): Group {
    const key = keyOfCause(cause);
    const group = this.#byKey.get(key) ?? { cause, first: new Set(), behind: new Set() };
    this.#byKey.set(key, group);
    return group;
  }

  keys(): string[] {
    return [...this.#byKey].flatMap(([key, { first }]) => (first.size > 0 ? key : [])).sort();
  }

  /** Undefined where it is no node's first cause. */
  get(key: string): HeldNodes | undefined {
    const group = this.#byKey.get(key);
    if (group === undefined || group.first.size === 0) return undefined;
    const { code, subject } = group.cause;
    return { code, subject, nodeIds: [...group.first].sort(), behindIds: [...group.behind].sort() };
  }
}

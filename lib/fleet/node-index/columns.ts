import type { CauseCode } from "../../model/cause.ts";
import type { Node } from "../../model/node.ts";
import { type SubjectKey, subjectKey } from "../../model/subject-key.ts";
import type { FilterKey } from "../../routes/filter.ts";
import { Column } from "./column.ts";

/** The keys of the filter language that a column answers. */
export type ColumnKey = Exclude<FilterKey, "node">;

type Definition = { isMultiple?: boolean; of: (node: Node) => string | null | string[] };

/** What no row says: it hangs on the time, on what people say (`ExclusionMarks`, `StartingMarks`), and on what failed. */
type MarkKey = "excluded" | "starting" | "failure";

const definitions: Record<Exclude<ColumnKey, MarkKey>, Definition> = {
  status: { of: (node) => node.status },
  cause: { of: (node) => node.cause?.code ?? null },
  subject: { of: (node) => node.cause?.subject.id ?? null },
  scope: { of: (node) => node.scope },
  account: { of: (node) => node.scope.slice(0, node.scope.indexOf(":")) },
  region: { of: (node) => node.scope.slice(node.scope.indexOf(":") + 1) },
  vpc: { of: (node) => node.vpc },
  subnet: { of: (node) => node.subnet },
  platform: { of: (node) => node.platform },
  state: { of: (node) => node.state },
  agent: { of: (node) => node.agentVersion },
  group: { isMultiple: true, of: (node) => node.securityGroups },
  role: { of: (node) => node.role },
};

const columnKeys = Object.keys(definitions) as (keyof typeof definitions)[];

/** All columns of an index, and one more for each tag key that occurs. */
export class Columns {
  readonly byKey: Record<ColumnKey, Column>;
  readonly byTag = new Map<string, Column>();
  /** The cause that a node shares with others, as `sharedCauseWord` prints it. */
  readonly sharedCause = new Column();

  constructor() {
    const entries: [ColumnKey, Column][] = columnKeys.map((key) => [key, new Column(definitions[key])]);
    entries.push(["excluded", new Column({ isMultiple: true })], ["starting", new Column()]);
    entries.push(["failure", new Column({ isMultiple: true })]);
    this.byKey = Object.fromEntries(entries) as Record<ColumnKey, Column>;
  }

  set(slot: number, node: Node): void {
    for (const key of columnKeys) this.byKey[key].set(slot, definitions[key].of(node));
    this.sharedCause.set(
      slot,
      node.cause && sharedCauseWord(node.cause.code, subjectKey(node.scope, node.cause.subject)),
    );
    for (const [tagKey, column] of this.byTag) column.set(slot, presentTag(node.tags[tagKey]));
    for (const tagKey in node.tags) {
      if (this.byTag.has(tagKey)) continue;
      const column = new Column();
      column.set(slot, presentTag(node.tags[tagKey]));
      this.byTag.set(tagKey, column);
    }
  }

  clear(slot: number): void {
    for (const column of Object.values(this.byKey)) column.clear(slot);
    for (const column of this.byTag.values()) column.clear(slot);
    this.sharedCause.clear(slot);
  }
}

/** Nodes share a cause when its code and its subject are the same. */
export function sharedCauseWord(code: CauseCode, key: SubjectKey): string {
  return `${code} ${key}`;
}

// A tag's value may be empty or even "none"; the mark keeps both apart from a tag that is not there (code 0).
const mark = "=";

function presentTag(value: string | undefined): string | null {
  return value === undefined ? null : wordOfTag(value);
}

export function wordOfTag(value: string): string {
  return mark + value;
}

/** The tag's value that a word of a tag column stands for; undefined where the node lacks the tag. */
export function tagValueOf(word: string): string | undefined {
  return word.startsWith(mark) ? word.slice(mark.length) : undefined;
}

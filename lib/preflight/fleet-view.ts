import type { Target } from "../model/documents/targets.ts";
import type { Node, Platform } from "../model/node.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { TargetHolder } from "./request.ts";

/** A scope as far as a preflight needs it. */
export type KnownScope = {
  key: ScopeKey;
  accountName: string | null;
  /** Whether its instances and SSM's records were both read through: else "not there" cannot be said of an id. */
  isComplete: boolean;
};

/** A document of SSM: what it is made for, as `ssm:DescribeDocument` says. */
export type KnownDocument = {
  name: string;
  /** `Command`, `Automation`, `Policy`, `Session`, … */
  type: string | null;
  /** Empty where AWS names none. */
  platforms: readonly Platform[];
};

/** The fleet as a preflight asks for it. Nothing in it is newer than what Muster last read. */
export type FleetView = {
  now: number;
  scopes: readonly KnownScope[];
  /** The nodes with this id, in whatever scope. */
  find(id: string): readonly Node[];
  nodesOf(scope: ScopeKey | null): Iterable<Node>;
  /** Nodes whose id is one slip away from this one: a character changed, missing, too many, or two swapped. */
  similar(id: string): readonly Node[];
  /** Nodes with this name, address or host name. */
  called(name: string): readonly Node[];
  /** The targets of a maintenance window, of one of its targets or of an association; undefined where none is known. */
  targetsOf(holder: TargetHolder): { scope: ScopeKey; targets: readonly Target[] } | undefined;
  /** Ids in a resource group; null where its members were not read. */
  membersOf(group: string, scope: ScopeKey): readonly string[] | null;
  /** Undefined where AWS has no such document; null where nobody could ask. */
  document(name: string, scope: ScopeKey): KnownDocument | undefined | null;
  /** Whether the scope has the advanced-instances tier; null where that was not read. */
  hasAdvancedTier(scope: ScopeKey): boolean | null;
};

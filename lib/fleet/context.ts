import type { Config } from "../config.ts";
import type { Store } from "../store/store.ts";
import type { FailureIndex } from "./failures/failure-index.ts";
import type { KnownExclusion } from "./load-exclusions.ts";
import type { NodeIndex } from "./node-index/node-index.ts";

/** Who acts. Until there is authentication it is the user of the machine; it comes from one place, so that this can change. */
export type Actor = { name: string; role: "operator" };

/** Trouble that no scope can be blamed for, as missing credentials. */
export type Trouble = { code: string; message: string };

/** What every verb is given. */
export type FleetContext = {
  config: Config;
  store: Store;
  index: NodeIndex;
  failures: FailureIndex;
  /** Who is not meant to answer, ended ones too. Replaced as a whole when somebody changes them. */
  exclusions: readonly KnownExclusion[];
  actor: Actor;
  version: string;
  /** What keeps everything from being read; null while nothing does. */
  trouble: Trouble | null;
  now(): number;
};

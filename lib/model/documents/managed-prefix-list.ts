import type { Tags } from "./tags.ts";

/** A list of networks, AWS's own ones included. */
export type ManagedPrefixList = {
  id: string;
  name: string | null;
  addressFamily: string | null;
  state: string | null;
  /** Undefined where the entries could not be read. */
  cidrs: string[] | undefined;
  version: number | null;
  ownerId: string | null;
  tags: Tags;
};

import type { ManagedPrefixList as AwsPrefixList, PrefixListEntry } from "@aws-sdk/client-ec2";
import type { ManagedPrefixList } from "../model/documents/managed-prefix-list.ts";
import { defineCollector, type Read } from "./define-collector.ts";
import { all, byId, readEach } from "./listing.ts";
import { present, required, toTags } from "./parsing.ts";
import { createParts } from "./parts.ts";
import type { Stored } from "./stored.ts";

type PrefixListAnswers = { PrefixList: AwsPrefixList; Entries?: PrefixListEntry[] };

export const managedPrefixLists = defineCollector({
  kind: "managed-prefix-list",
  actions: ["ec2:DescribeManagedPrefixLists", "ec2:GetManagedPrefixListEntries"],
  parts: { "ec2:GetManagedPrefixListEntries": ["Entries"] },
  async *read(reader) {
    const pages = reader.pages("ec2:DescribeManagedPrefixLists", {});
    const lists = await all(pages, (answer) => answer.PrefixLists);
    const { known, nameless } = byId(lists, ({ PrefixListId }) => PrefixListId);
    yield {
      items: nameless.map((PrefixList): Read<PrefixListAnswers> => ({ id: undefined, body: { PrefixList } })),
    };
    yield* readEach(known.keys(), async (id) => {
      const { read, missing, failures } = createParts();
      const Entries = await read("Entries", () =>
        all(
          reader.pages("ec2:GetManagedPrefixListEntries", { PrefixListId: id }),
          (answer) => answer.Entries,
        ),
      );
      const body: PrefixListAnswers = { PrefixList: known.get(id)!, Entries };
      return { id, body, missing, failures };
    });
  },
  parse: toManagedPrefixList,
});

export function toManagedPrefixList({
  PrefixList: list,
  Entries,
}: Stored<PrefixListAnswers>): ManagedPrefixList {
  return {
    id: required(list.PrefixListId, "PrefixListId"),
    name: list.PrefixListName ?? null,
    addressFamily: list.AddressFamily ?? null,
    state: list.State ?? null,
    cidrs: Entries === undefined ? undefined : present(Entries, (entry) => entry.Cidr),
    version: list.Version ?? null,
    // No customer's list may be called so (EC2 API Reference, CreateManagedPrefixList).
    ownerId: list.OwnerId ?? (list.PrefixListName?.startsWith("com.amazonaws.") ? "AWS" : null),
    tags: toTags(list.Tags),
  };
}

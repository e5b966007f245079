import {
  DescribeManagedPrefixLists$,
  type DescribeManagedPrefixListsRequest,
  type DescribeManagedPrefixListsResult,
  DescribePrefixLists$,
  type DescribePrefixListsRequest,
  type DescribePrefixListsResult,
  GetManagedPrefixListEntries$,
  type GetManagedPrefixListEntriesRequest,
  type GetManagedPrefixListEntriesResult,
  type ManagedPrefixList,
  type PrefixListEntry,
} from "@aws-sdk/client-ec2";
import { defineOperation } from "../operation.ts";
import { defineDescribe } from "./describe.ts";
import { getOne, kinds } from "./identifiers.ts";

type StoredPrefixList = ManagedPrefixList & { entries: PrefixListEntry[] };

const limits = { minimum: 1, maximum: 100 };

export const describeManagedPrefixLists = defineDescribe<
  DescribeManagedPrefixListsRequest,
  DescribeManagedPrefixListsResult,
  StoredPrefixList
>({
  schema: DescribeManagedPrefixLists$,
  kind: kinds.prefixList,
  ids: ({ PrefixListIds }) => PrefixListIds,
  from: ({ region }) => region.ec2.managedPrefixLists,
  limits,
  filters: {
    "owner-id": ({ OwnerId }) => OwnerId,
    "prefix-list-id": ({ PrefixListId }) => PrefixListId,
    "prefix-list-name": ({ PrefixListName }) => PrefixListName,
  },
  tagsOf: ({ Tags }) => Tags,
  answer: (PrefixLists, NextToken) => ({ PrefixLists, NextToken }),
});

/** The older call: only the lists of AWS's own services, with their ranges. */
export const describePrefixLists = defineDescribe<
  DescribePrefixListsRequest,
  DescribePrefixListsResult,
  StoredPrefixList
>({
  schema: DescribePrefixLists$,
  kind: kinds.prefixList,
  ids: ({ PrefixListIds }) => PrefixListIds,
  from: ({ region }) => region.ec2.managedPrefixLists,
  shows: ({ OwnerId }) => OwnerId === "AWS",
  limits: { minimum: 5, maximum: 1000 },
  filters: {
    "prefix-list-id": ({ PrefixListId }) => PrefixListId,
    "prefix-list-name": ({ PrefixListName }) => PrefixListName,
  },
  answer: (lists, NextToken) => ({
    PrefixLists: lists.map(({ PrefixListId, PrefixListName, entries }) => ({
      PrefixListId,
      PrefixListName,
      Cidrs: entries.flatMap(({ Cidr }) => Cidr ?? []),
    })),
    NextToken,
  }),
});

export const getManagedPrefixListEntries = defineOperation<
  GetManagedPrefixListEntriesRequest,
  GetManagedPrefixListEntriesResult
>({
  service: "ec2",
  schema: GetManagedPrefixListEntries$,
  action: "ec2:GetManagedPrefixListEntries",
  handle(context, { PrefixListId, TargetVersion, MaxResults, NextToken }) {
    const list = getOne(kinds.prefixList, context.region.ec2.managedPrefixLists, PrefixListId);
    if (TargetVersion !== undefined && TargetVersion !== list.Version) {
      context.fail("InvalidPrefixListVersion", `The specified version ${TargetVersion} does not exist`);
    }
    const { items, nextToken } = context.page({
      items: list.entries,
      keyOf: ({ Cidr }) => Cidr ?? "",
      maxResults: MaxResults,
      nextToken: NextToken,
      limits,
      filters: [PrefixListId, TargetVersion],
    });
    return { Entries: items, NextToken: nextToken };
  },
});

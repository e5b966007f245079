import { DescribePrefixLists$, type DescribePrefixListsResult } from "@aws-sdk/client-ec2";
import type { OperationName } from "../operations.ts";
import type { BundleAnswer } from "./parse-bundle.ts";
import { reviveAnswer } from "./revive.ts";

type ToldAnswer = [OperationName, BundleAnswer];

/** Reads that Muster does not make, by what an answer of theirs tells of the reads that it makes. */
const standIns: Readonly<Record<string, (answer: unknown, path: string) => ToldAnswer[]>> = {
  // All lists in it are AWS's own (EC2 API Reference, DescribePrefixLists).
  "ec2:DescribePrefixLists": (answer, path) => {
    const { PrefixLists = [] }: DescribePrefixListsResult = Object(
      reviveAnswer(DescribePrefixLists$, answer, path),
    );
    const lists = PrefixLists.map(({ Cidrs: _, ...list }) => ({ ...list, OwnerId: "AWS" }));
    return [
      ["ec2:DescribeManagedPrefixLists", { input: null, output: { PrefixLists: lists } }],
      ...PrefixLists.map(({ PrefixListId, Cidrs = [] }): ToldAnswer => {
        const Entries = Cidrs.map((Cidr) => ({ Cidr }));
        return ["ec2:GetManagedPrefixListEntries", { input: { PrefixListId }, output: { Entries } }];
      }),
    ];
  },
};

export function isStandIn(name: string): boolean {
  return Object.hasOwn(standIns, name);
}

/** What the answers of `name` tell of operations that were not `asked` themselves. `path` is where they stand in the file. */
export function standInFor(
  name: string,
  answers: readonly unknown[],
  { path, asked }: { path: string; asked: ReadonlySet<OperationName> },
): ToldAnswer[] {
  const told = answers.flatMap((answer) => standIns[name]?.(answer, path) ?? []);
  return told.filter(([operation]) => !asked.has(operation));
}

import type { ReferenceHolder } from "../../model/reference-holder.ts";
import { nodeIdsIn } from "../sources/request-targets.ts";
import { allItems, plain, type ReadHolders } from "./holder-reader.ts";

/** Groups that have nodes among their resources. */
export const groupHolders: ReadHolders = {
  kind: "resource-group",
  actions: ["resource-groups:ListGroups", "resource-groups:ListGroupResources"],
  async read({ reader, tolerance }) {
    const groups = await tolerance.attempt("resource-groups:ListGroups", () =>
      allItems(reader.pages("resource-groups:ListGroups", {}), ({ GroupIdentifiers }) => GroupIdentifiers),
    );
    const read = (groups ?? []).map(async ({ GroupName, GroupArn }): Promise<ReferenceHolder[]> => {
      const id = GroupArn ?? GroupName;
      if (id === undefined) return [];
      const action = "resource-groups:ListGroupResources";
      const arns = await tolerance.attempt(action, () =>
        allItems(reader.pages(action, { Group: id }), ({ Resources = [], ResourceIdentifiers = [] }) => [
          ...Resources.flatMap(({ Identifier }) => Identifier?.ResourceArn ?? []),
          ...ResourceIdentifiers.flatMap(({ ResourceArn }) => ResourceArn ?? []),
        ]),
      );
      const nodeIds = nodeIdsIn((arns ?? []).join(" "));
      return [{ ...plain(reader), kind: "resource-group", id, name: GroupName ?? null, nodeIds, usedBy: [] }];
    });
    return (await Promise.all(read)).flat();
  },
};

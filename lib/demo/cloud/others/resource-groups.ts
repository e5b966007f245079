import {
  GetGroupQuery$,
  type GetGroupQueryInput,
  type GetGroupQueryOutput,
  ListGroupResources$,
  type ListGroupResourcesInput,
  type ListGroupResourcesOutput,
  ListGroups$,
  type ListGroupsInput,
  type ListGroupsOutput,
  type QueryType,
} from "@aws-sdk/client-resource-groups";
import { defineOperation, type OperationContext } from "../operation.ts";
import type { ResourceGroup } from "../world.ts";

const pageLimits = { minimum: 1, maximum: 50 };

export const listGroups = defineOperation<ListGroupsInput, ListGroupsOutput>({
  service: "resource-groups",
  schema: ListGroups$,
  action: "resource-groups:ListGroups",
  handle(context, { MaxResults, NextToken, Filters }) {
    const page = context.page({
      items: [...context.region.resourceGroups.values()],
      keyOf: (group) => group.arn,
      maxResults: MaxResults,
      nextToken: NextToken,
      filters: Filters,
      limits: pageLimits,
    });
    return {
      GroupIdentifiers: page.items.map((group) => ({
        GroupName: group.name,
        GroupArn: group.arn,
        Description: group.description,
      })),
      Groups: page.items.map((group) => ({
        Name: group.name,
        GroupArn: group.arn,
        Description: group.description,
      })),
      NextToken: page.nextToken,
    };
  },
});

export const getGroupQuery = defineOperation<GetGroupQueryInput, GetGroupQueryOutput>({
  service: "resource-groups",
  schema: GetGroupQuery$,
  action: "resource-groups:GetGroupQuery",
  handle(context, input) {
    const group = getGroup(context, input);
    return {
      GroupQuery: {
        GroupName: group.name,
        ResourceQuery: { Type: group.query.Type as QueryType, Query: group.query.Query },
      },
    };
  },
});

export const listGroupResources = defineOperation<ListGroupResourcesInput, ListGroupResourcesOutput>({
  service: "resource-groups",
  schema: ListGroupResources$,
  action: "resource-groups:ListGroupResources",
  handle(context, input) {
    const { MaxResults, NextToken, ...filters } = input;
    const group = getGroup(context, input);
    const types = (input.Filters ?? []).flatMap(({ Name, Values = [] }) =>
      Name === "resource-type" ? Values : [],
    );
    const page = context.page({
      items: group.members,
      keyOf: (member) => member.arn,
      matches: (member) => types.length === 0 || types.includes(member.type),
      maxResults: MaxResults,
      nextToken: NextToken,
      filters,
      limits: pageLimits,
    });
    const identifiers = page.items.map(({ arn, type }) => ({ ResourceArn: arn, ResourceType: type }));
    return {
      Resources: identifiers.map((Identifier) => ({ Identifier })),
      ResourceIdentifiers: identifiers,
      NextToken: page.nextToken,
      QueryErrors: [],
    };
  },
});

/** A group is named by its name or its ARN; the older member for it takes the name alone. */
function getGroup(context: OperationContext, { Group, GroupName }: GetGroupQueryInput): ResourceGroup {
  const named = Group ?? GroupName ?? "";
  const groups = context.region.resourceGroups;
  const group = groups.get(named) ?? [...groups.values()].find(({ arn }) => arn === named);
  return group ?? context.fail("NotFoundException", "Cannot find the specified group.", { status: 404 });
}

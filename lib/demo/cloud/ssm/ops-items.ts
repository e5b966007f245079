import {
  DescribeOpsItems$,
  type DescribeOpsItemsRequest,
  type DescribeOpsItemsResponse,
  GetOpsItem$,
  type GetOpsItemRequest,
  type GetOpsItemResponse,
  type OpsItem,
  type OpsItemFilter,
} from "@aws-sdk/client-ssm";
import { defineOperation } from "../operation.ts";
import { pageOf, upTo50 } from "./paged.ts";

export const describeOpsItems = defineOperation<DescribeOpsItemsRequest, DescribeOpsItemsResponse>({
  service: "ssm",
  schema: DescribeOpsItems$,
  action: "ssm:DescribeOpsItems",
  handle(context, input) {
    const filters = input.OpsItemFilters ?? [];
    for (const { Key } of filters)
      if (!Object.hasOwn(read, Key ?? ""))
        context.fail("ValidationException", `The filter key ${Key} is not supported.`);
    const { items, NextToken } = pageOf(context, input, {
      items: [...(context.region.ssm.opsItems?.values() ?? [])],
      keyOf: (item) => item.OpsItemId ?? "",
      matches: (item) => filters.every((filter) => matches(item, filter)),
      limits: upTo50,
    });
    const OpsItemSummaries = items.map(
      ({ Description: _, Notifications: _n, RelatedOpsItems: _r, Version: _v, OpsItemArn: _a, ...summary }) =>
        summary,
    );
    return { OpsItemSummaries, NextToken };
  },
});

export const getOpsItem = defineOperation<GetOpsItemRequest, GetOpsItemResponse>({
  service: "ssm",
  schema: GetOpsItem$,
  action: "ssm:GetOpsItem",
  handle(context, { OpsItemId = "" }) {
    const item = context.region.ssm.opsItems?.get(OpsItemId.slice(OpsItemId.lastIndexOf("/") + 1));
    if (item === undefined) context.fail("OpsItemNotFoundException", `OpsItem ID ${OpsItemId} not found`);
    return { OpsItem: item };
  },
});

const read: Record<string, (item: OpsItem) => string | undefined> = {
  Status: ({ Status }) => Status,
  Title: ({ Title }) => Title,
  Source: ({ Source }) => Source,
  Priority: ({ Priority }) => String(Priority),
  Category: ({ Category }) => Category,
  Severity: ({ Severity }) => Severity,
  OpsItemId: ({ OpsItemId }) => OpsItemId,
  OpsItemType: ({ OpsItemType }) => OpsItemType,
  CreatedBy: ({ CreatedBy }) => CreatedBy,
  CreatedTime: ({ CreatedTime }) => CreatedTime?.toISOString(),
  LastModifiedTime: ({ LastModifiedTime }) => LastModifiedTime?.toISOString(),
  ResourceId: ({ OperationalData }) => OperationalData?.["/aws/resources"]?.Value,
};

function matches(item: OpsItem, { Key, Values = [], Operator }: OpsItemFilter): boolean {
  const value = read[Key ?? ""]?.(item) ?? "";
  return Values.some((wanted) => {
    if (Key === "ResourceId" || Operator === "Contains") return value.includes(wanted);
    if (Operator === "GreaterThan") return value > wanted;
    return Operator === "LessThan" ? value < wanted : value === wanted;
  });
}

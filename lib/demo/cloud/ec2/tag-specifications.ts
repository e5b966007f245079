import type { Tag, TagSpecification } from "@aws-sdk/client-ec2";
import { AwsError } from "../error.ts";
import type { OperationContext } from "../operation.ts";

const maximumTags = 50;

/** The tags with which a new resource of this type begins. Whoever gives it some needs ec2:CreateTags besides. */
export function tagsOnCreation(
  context: OperationContext,
  specifications: readonly TagSpecification[] | undefined,
  resourceType: string,
): Tag[] {
  const foreign = specifications?.find(({ ResourceType }) => ResourceType !== resourceType);
  if (foreign) {
    context.fail(
      "InvalidParameterValue",
      `'${foreign.ResourceType}' is not a valid taggable resource type for this operation.`,
    );
  }
  const tags = specifications?.flatMap(({ Tags = [] }) => Tags) ?? [];
  if (tags.length > 0) context.need("ec2:CreateTags");
  checkTags(tags);
  return tags;
}

/** Refuses what EC2 takes for no tag: a key too long or reserved, a value too long, more than a resource may have. */
export function checkTags(tags: readonly Tag[]) {
  if (tags.length > maximumTags)
    throw new AwsError("TagLimitExceeded", "The maximum number of tags has been reached.");
  const keys = new Set<string>();
  for (const { Key, Value = "" } of tags) {
    if (Key !== undefined && keys.has(Key))
      throw new AwsError("InvalidParameterValue", `Duplicate tag key '${Key}' specified.`);
    keys.add(Key ?? "");
    if (!Key) throw new AwsError("MissingParameter", "The request must contain the parameter Key");
    if (Key.startsWith("aws:")) {
      throw new AwsError(
        "InvalidParameterValue",
        `Tag keys starting with 'aws:' are reserved for internal use`,
      );
    }
    if (Key.length > 128)
      throw new AwsError("InvalidParameterValue", "Tag key exceeds the maximum length of 128 characters");
    if (Value.length > 256) {
      throw new AwsError("InvalidParameterValue", "Tag value exceeds the maximum length of 256 characters");
    }
  }
}

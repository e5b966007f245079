import {
  CreateTags$,
  type CreateTagsRequest,
  DeleteTags$,
  type DeleteTagsRequest,
  DescribeTags$,
  type DescribeTagsRequest,
  type DescribeTagsResult,
  type Tag,
  type TagDescription,
} from "@aws-sdk/client-ec2";
import { defineOperation, type OperationContext } from "../operation.ts";
import type { Ec2State } from "../world.ts";
import { compileFilters } from "./filters.ts";
import { getOne } from "./identifiers.ts";
import { checkTags } from "./tag-specifications.ts";
import { taggables } from "./taggable.ts";

export const describeTags = defineOperation<DescribeTagsRequest, DescribeTagsResult>({
  service: "ec2",
  schema: DescribeTags$,
  action: "ec2:DescribeTags",
  handle(context, { Filters, MaxResults, NextToken }) {
    const { items, nextToken } = context.page({
      items: allTags(context),
      matches: compileFilters<TagDescription>(
        Filters,
        {
          key: ({ Key }) => Key,
          "resource-id": ({ ResourceId }) => ResourceId,
          "resource-type": ({ ResourceType }) => ResourceType,
          value: ({ Value }) => Value,
        },
        ({ Key, Value }) => [{ Key, Value }],
      ),
      keyOf: ({ ResourceId, Key }) => `${ResourceId} ${Key}`,
      maxResults: MaxResults,
      nextToken: NextToken,
      limits: { minimum: 5, maximum: 1000 },
      filters: Filters,
    });
    return { Tags: items, NextToken: nextToken };
  },
});

export const createTags = defineOperation<CreateTagsRequest, void>({
  service: "ec2",
  schema: CreateTags$,
  action: "ec2:CreateTags",
  mutates: true,
  handle(context, { Resources = [], Tags = [] }) {
    const resources = Resources.map((id) => findTaggable(context, id));
    const merged = resources.map((resource) => withTags(resource.Tags ?? [], Tags));
    for (const tags of [Tags, ...merged])
      checkTags(tags.filter(({ Key = "" }) => !Key.startsWith("aws:") || tags === Tags));
    context.proceed();
    resources.forEach((resource, index) => {
      resource.Tags = merged[index];
    });
    context.changed(...Resources);
  },
});

export const deleteTags = defineOperation<DeleteTagsRequest, void>({
  service: "ec2",
  schema: DeleteTags$,
  action: "ec2:DeleteTags",
  mutates: true,
  handle(context, { Resources = [], Tags }) {
    const resources = Resources.map((id) => findTaggable(context, id));
    context.proceed();
    for (const resource of resources) {
      resource.Tags = (resource.Tags ?? []).filter((tag) => !isDeleted(tag, Tags));
    }
    context.changed(...Resources);
  },
});

/** Without tags in the request all go but AWS's own; a tag without a value goes whatever its value is. */
function isDeleted({ Key = "", Value }: Tag, deleted: readonly Tag[] | undefined): boolean {
  if (!deleted || deleted.length === 0) return !Key.startsWith("aws:");
  return deleted.some((tag) => tag.Key === Key && (tag.Value === undefined || tag.Value === Value));
}

function withTags(standing: readonly Tag[], added: readonly Tag[]): Tag[] {
  const tags = new Map(standing.map(({ Key = "", Value }) => [Key, Value]));
  for (const { Key = "", Value = "" } of added) tags.set(Key, Value);
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}

function findTaggable(context: OperationContext, id: string): { Tags?: Tag[] } {
  const taggable = taggables.find(({ kind }) => id.startsWith(`${kind.prefix}-`));
  if (!taggable) return context.fail("InvalidID", `The ID '${id}' is not valid`);
  return getOne(taggable.kind, taggable.collection(context.region.ec2), id);
}

const tagsAtRevision = new WeakMap<Ec2State, { revision: number; tags: TagDescription[] }>();

/** Every tag of the Region. Listed once a revision of the world: a large fleet has hundreds of pages of them. */
function allTags({ region: { ec2 }, world: { revision = 0 } }: OperationContext): TagDescription[] {
  const known = tagsAtRevision.get(ec2);
  if (known?.revision === revision) return known.tags;
  const tags = taggables.flatMap(({ type, collection }) =>
    [...collection(ec2)].flatMap(([ResourceId, { Tags = [] }]) =>
      Tags.map(({ Key, Value }) => ({
        ResourceId,
        ResourceType: type as TagDescription["ResourceType"],
        Key,
        Value,
      })),
    ),
  );
  tagsAtRevision.set(ec2, { revision, tags });
  return tags;
}

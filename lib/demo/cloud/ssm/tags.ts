import {
  AddTagsToResource$,
  type AddTagsToResourceRequest,
  ListTagsForResource$,
  type ListTagsForResourceRequest,
  type ListTagsForResourceResult,
  RemoveTagsFromResource$,
  type RemoveTagsFromResourceRequest,
  type Tag,
} from "@aws-sdk/client-ssm";
import { defineOperation, type OperationContext } from "../operation.ts";
import { findDocument } from "./documents.ts";
import { managedNode } from "./nodes.ts";

/** AWS's limit on the tags of one resource. */
const tagLimit = 50;

export const listTagsForResource = defineOperation<ListTagsForResourceRequest, ListTagsForResourceResult>({
  service: "ssm",
  schema: ListTagsForResource$,
  action: "ssm:ListTagsForResource",
  handle: (context, input) => ({ TagList: tagsOf(context, input) }),
});

export const addTagsToResource = defineOperation<AddTagsToResourceRequest, object>({
  service: "ssm",
  schema: AddTagsToResource$,
  action: "ssm:AddTagsToResource",
  mutates: true,
  handle(context, input) {
    const added = input.Tags ?? [];
    const keys = new Set(added.map(({ Key }) => Key));
    const tags = [...tagsOf(context, input).filter(({ Key }) => !keys.has(Key)), ...added];
    if (tags.length > tagLimit)
      context.fail("TooManyTagsError", `The resource can't have more than ${tagLimit} tags.`);
    saveTags(context, input, tags);
    return {};
  },
});

export const removeTagsFromResource = defineOperation<RemoveTagsFromResourceRequest, object>({
  service: "ssm",
  schema: RemoveTagsFromResource$,
  action: "ssm:RemoveTagsFromResource",
  mutates: true,
  handle(context, input) {
    const keys = new Set(input.TagKeys ?? []);
    saveTags(
      context,
      input,
      tagsOf(context, input).filter(({ Key }) => !keys.has(Key ?? "")),
    );
    return {};
  },
});

type Tagged = { ResourceType?: string; ResourceId?: string };

function tagsOf(context: OperationContext, resource: Tagged): Tag[] {
  requireResource(context, resource);
  const instance = context.region.ec2.instances.get(resource.ResourceId ?? "");
  if (instance !== undefined && resource.ResourceType === "ManagedInstance")
    return (instance.Tags ?? []).map(({ Key = "", Value = "" }) => ({ Key, Value }));
  return context.region.ssm.tags?.get(keyOf(resource)) ?? [];
}

/** A managed EC2 instance has one set of tags, and EC2 keeps it. */
function saveTags(context: OperationContext, resource: Tagged, tags: Tag[]) {
  const { region } = context;
  const instance = region.ec2.instances.get(resource.ResourceId ?? "");
  if (instance !== undefined && resource.ResourceType === "ManagedInstance") instance.Tags = tags;
  else {
    region.ssm.tags ??= new Map();
    region.ssm.tags.set(keyOf(resource), tags);
  }
  context.changed(resource.ResourceId ?? "");
}

function keyOf({ ResourceType, ResourceId }: Tagged): string {
  return `${ResourceType}:${ResourceId}`;
}

function requireResource(context: OperationContext, { ResourceType = "", ResourceId = "" }: Tagged) {
  const { ssm } = context.region;
  const exists: Record<string, () => boolean> = {
    ManagedInstance: () => managedNode(context, ResourceId) !== null,
    Document: () => findDocument(context, ResourceId) !== undefined,
    MaintenanceWindow: () => ssm.maintenanceWindows.has(ResourceId),
    Association: () => ssm.associations.has(ResourceId),
    Automation: () =>
      ssm.automations.some(({ AutomationExecutionId }) => AutomationExecutionId === ResourceId),
    OpsItem: () => ssm.opsItems?.has(ResourceId) ?? false,
    Parameter: () => false,
    PatchBaseline: () => false,
    OpsMetadata: () => false,
  };
  if (!Object.hasOwn(exists, ResourceType))
    context.fail("InvalidResourceType", `Resource type ${ResourceType} is not valid.`);
  if (!exists[ResourceType]?.())
    context.fail("InvalidResourceId", `The resource ID ${ResourceId} is not valid.`);
}

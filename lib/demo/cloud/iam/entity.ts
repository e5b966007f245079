import { randomBytes } from "node:crypto";
import type { Tag } from "@aws-sdk/client-iam";
import type { OperationContext } from "../operation.ts";

type NewEntity = { kind: "role" | "instance-profile"; prefix: "AROA" | "AIPA"; name: string; path?: string };

/** What roles and instance profiles have in common when they are made. */
export function newEntity(context: OperationContext, { kind, prefix, name, path = "/" }: NewEntity) {
  return {
    arn: `arn:${context.world.partition}:iam::${context.account.id}:${kind}${path}${name}`,
    name,
    path,
    id: `${prefix}${randomBytes(9).toString("hex").toUpperCase().slice(0, 17)}`,
    createdAt: new Date(context.now),
  };
}

/** Tags are kept as they are written, and compared without regard to case. */
export function tagsOnCreation(
  context: OperationContext,
  tags: readonly Tag[] | undefined,
): Tag[] | undefined {
  if (tags === undefined || tags.length === 0) return undefined;
  if (new Set(tags.map(({ Key = "" }) => Key.toLowerCase())).size < tags.length)
    context.fail("InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
  return [...tags];
}

export function requireFreeName(
  context: OperationContext,
  entities: ReadonlyMap<string, unknown>,
  name: string,
  message: string,
) {
  if (!/^[\w+=,.@-]{1,128}$/.test(name))
    context.fail(
      "ValidationError",
      "The specified value for name is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-",
    );
  // IAM keeps a name as it is written, and takes it for the same in other letters.
  if ([...entities.keys()].some((taken) => taken.toLowerCase() === name.toLowerCase()))
    context.fail("EntityAlreadyExists", message, { status: 409 });
}

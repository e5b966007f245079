import type { Operation } from "./operation.ts";
import { ec2Operations } from "./operations/ec2.ts";
import { iamOperations } from "./operations/iam.ts";
import { otherOperations } from "./operations/others.ts";
import { ssmOperations } from "./operations/ssm.ts";

/**
 * Every operation that the product may read, by the IAM action that allows it. It is the allow-list: a reader can make
 * these calls and no others, whatever the credentials would permit.
 */
export const operations = { ...ec2Operations, ...ssmOperations, ...iamOperations, ...otherOperations };

type Operations = typeof operations;
export type OperationName = keyof Operations;
export type InputOf<Name extends OperationName> =
  Operations[Name] extends Operation<infer I, infer _> ? I : never;
export type OutputOf<Name extends OperationName> =
  Operations[Name] extends Operation<infer _, infer O> ? O : never;

/** The operation called `name`; throws for any that is not on the allow-list. */
export function getOperation<Name extends OperationName>(
  name: Name,
): Operation<InputOf<Name>, OutputOf<Name>> {
  if (!Object.hasOwn(operations, name)) throw new Error(`${name} is not an operation that Muster may call`);
  // The compiler does not see that a lookup by Name gives the entry from which Name's input and output were inferred.
  return operations[name] as unknown as Operation<InputOf<Name>, OutputOf<Name>>;
}

export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}

import { Document } from "yaml";

export type CloudFormationResource = {
  Type: `AWS::${string}`;
  Properties: Readonly<Record<string, unknown>>;
};

/**
 * A template, or a part of one: with `existing` the resources stand in a template already, and `Properties` are what changes
 * in them.
 */
export function writeCloudFormation(
  resources: Readonly<Record<string, CloudFormationResource>>,
  { existing }: { existing?: string } = {},
): string {
  // CloudFormation reads YAML 1.1, in which a bare `no` or `1:30` is no string.
  const template = new Document({ Resources: resources }, { version: "1.1", aliasDuplicateObjects: false });
  if (existing !== undefined)
    template.commentBefore = oneLine(
      ` ${existing} exists already: set this in the resource that has it, and leave the rest of that as it is.`,
    );
  return template.toString({ lineWidth: 0, directives: false });
}

/** A logical id, which has letters and digits alone, out of words and ids. */
export function logicalId(...words: readonly string[]): string {
  const parts = words.flatMap((word) => word.split(/[^A-Za-z0-9]+/)).filter((part) => part !== "");
  const id = parts.map((part) => `${part[0]!.toUpperCase()}${part.slice(1)}`).join("");
  return /^[A-Za-z]/.test(id) ? id : `Muster${id}`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}

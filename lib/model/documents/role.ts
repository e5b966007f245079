import type { Tags } from "./tags.ts";

/** A role with all that decides what it may do. Documents are JSON text, decoded. */
export type Role = {
  /** The ARN. */
  id: string;
  name: string;
  path: string | null;
  trustPolicy: string | null;
  createdAt: number | null;
  /** All of its tags; null where AWS told none, as for a role that has none or was read without. */
  tags: Tags | null;
  permissionsBoundaryArn: string | null;
  /** These are undefined where they could not be read; the gap of this role says why. */
  permissionsBoundary: string | null | undefined;
  attachedPolicies: AttachedPolicy[] | undefined;
  inlinePolicies: InlinePolicy[] | undefined;
};

export type AttachedPolicy = {
  arn: string;
  name: string;
  /** Undefined where this document could not be read; null where the policy is gone. */
  document: string | null | undefined;
};

export type InlinePolicy = {
  name: string;
  /** Undefined where this document could not be read. */
  document: string | undefined;
};

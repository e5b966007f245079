import type { Tags } from "./tags.ts";

/** A hybrid activation; its code is known only to whoever made it. */
export type Activation = {
  id: string;
  defaultInstanceName: string | null;
  iamRole: string | null;
  isExpired: boolean | null;
  expiresAt: number | null;
  registrationLimit: number | null;
  registrationsCount: number | null;
  createdAt: number | null;
  tags: Tags;
};

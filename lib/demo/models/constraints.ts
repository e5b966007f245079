import type { ServiceName } from "../cloud/service.ts";
import constraints from "./constraints.json" with { type: "json" };

/** What AWS's API model allows in a member, where the SDK's schema tells only the type. */
export type Constraint = {
  /** Of a number its value, else its length. */
  min?: number;
  max?: number;
  pattern?: string;
  enum?: string[];
  item?: Constraint;
  key?: Constraint;
  value?: Constraint;
};

/** By `service#Structure`, then by member. */
export type Constraints = Record<string, Record<string, Constraint>>;

/** All that AWS's models say of what is served (`extract-constraints.ts` writes it). */
export const modelConstraints: Constraints = constraints;

export function constraintsOf(service: ServiceName, structure: string): Record<string, Constraint> {
  return modelConstraints[`${service}#${structure}`] ?? {};
}

import type { Step } from "../fixes/fix.ts";

/** A step that somebody has to do by hand. */
export function aStep(step: Partial<Step> = {}): Step {
  return {
    ...{ id: "allow", title: "Allow it", why: "It is not allowed.", cli: ["aws ec2 …"] },
    console: { url: null, path: "VPC" },
    ...{ terraform: null, cloudformation: null, changes: "It is allowed.", undo: null, call: null },
    ...step,
  };
}

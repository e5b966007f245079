import { isDeepStrictEqual } from "node:util";
import type { OperationContext } from "../operation.ts";
import type { Ec2State } from "../world.ts";

type Tokened = { ClientToken?: string; DryRun?: boolean };
type Done = { input: unknown; output: unknown };

const doneBy = new WeakMap<Ec2State, Map<string, Done>>();

/** A call with a token is done once: when it comes again it is answered as the first time, and another one with it is refused. */
export function oncePerToken<Input extends Tokened, Output>(
  handle: (context: OperationContext, input: Input) => Output,
): (context: OperationContext, input: Input) => Output {
  return (context, input) => {
    const { ClientToken: token, DryRun: _, ...asked } = input;
    if (token === undefined) return handle(context, input);
    const { ec2 } = context.region;
    const done = doneBy.get(ec2) ?? new Map<string, Done>();
    doneBy.set(ec2, done);
    const before = done.get(token);
    if (before === undefined) {
      const output = handle(context, input);
      done.set(token, { input: asked, output });
      return output;
    }
    if (!isDeepStrictEqual(before.input, asked)) {
      context.fail(
        "IdempotentParameterMismatch",
        "The request uses the same client token as a previous, but non-identical request.",
      );
    }
    // Whatever is kept under a token was made by this very operation from this very input.
    return before.output as Output;
  };
}

import { ReadError } from "./errors.ts";
import type { Operation } from "./operation.ts";

/**
 * All pages of an operation, by asking `call` until AWS gives no further token. A token that comes twice would go round
 * for ever, and is refused.
 */
export async function* paginate<I, O>(
  name: string,
  operation: Operation<I, O>,
  input: I,
  call: (input: I) => Promise<O>,
): AsyncGenerator<O> {
  const { paging } = operation;
  if (paging === null) {
    yield await call(input);
    return;
  }
  const size = paging.size === null ? {} : { [paging.size.field]: paging.size.max };
  let asked: I = { ...size, ...input };
  for (let token: unknown; ; ) {
    const answer = await call(asked);
    yield answer;
    const next: unknown = answer[paging.next];
    if (typeof next !== "string" || next === "") return;
    if (next === token) {
      throw new ReadError({
        reason: "failed",
        operation: name,
        message: `AWS gave the same page of ${name} twice.`,
      });
    }
    token = next;
    asked = { ...asked, [paging.token]: next };
  }
}

/** How many things an answer holds; 1 where it is about one thing. */
export function countItems<I, O>(operation: Operation<I, O>, answer: O): number {
  if (operation.items === null) return 1;
  const items: unknown = answer[operation.items];
  return Array.isArray(items) ? items.length : 0;
}

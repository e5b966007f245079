import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Below this, what a piece of work leaves behind is not worth a pause. */
const worthwhileNodes = 5_000;

/**
 * Collects this thread's garbage after work over `nodes` nodes. V8 lets a heap that has grown in a burst stay as large as it
 * became until the next burst: over 100,000 nodes, hundreds of megabytes in each thread, which nothing uses.
 */
export function giveMemoryBack({ nodes }: { nodes: number }): void {
  if (nodes >= worthwhileNodes) collect();
}

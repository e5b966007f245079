import { join, resolve } from "node:path";

/** The checkout. */
export const top = resolve(import.meta.dirname, "../..");

export const nextCommand = join(top, "node_modules/next/dist/bin/next");

/** Where the demo keeps its store: apart from a real account's, so that the two never mix. */
export const demoFolder = join(top, ".muster/demo");

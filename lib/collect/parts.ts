import { ReadError } from "../aws/errors.ts";
import { endsAll } from "./listing.ts";

/**
 * Reads the parts of one resource that AWS tells in calls of their own. A part that cannot be read is missing, and its
 * failure kept; the resource still stands with the others.
 */
export function createParts() {
  const missing: string[] = [];
  const failures: ReadError[] = [];
  return {
    missing,
    failures,
    async read<T>(field: string, read: () => Promise<T>): Promise<T | undefined> {
      try {
        return await read();
      } catch (error) {
        if (!(error instanceof ReadError) || endsAll(error)) throw error;
        if (!missing.includes(field)) missing.push(field);
        failures.push(error);
        return undefined;
      }
    },
  };
}

import { type ClassValue, clsx } from "clsx";

/**
 * Class names joined. Nothing is merged (a library that does it costs more than the table's own code): where two set the same
 * property, what overrules the primitive says so with a `!`, as `h-5!`.
 */
export function classNames(...values: ClassValue[]): string {
  return clsx(values);
}

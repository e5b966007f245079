import { type Filter, parseFilter, printTerm } from "../../lib/routes/filter.ts";

/** The filter without one term, which is given as it is printed. */
export function withoutTerm(q: string, printed: string): Filter {
  return parseFilter(q).filter((term) => printTerm(term) !== printed);
}

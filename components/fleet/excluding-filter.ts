import { parseFilter, printFilter, printTerm } from "../../lib/routes/filter.ts";

/**
 * The filter that excludes what is shown; null where that would be everything, or builds on other exclusions. That nodes are
 * not excluded yet goes without saying.
 */
export function excludingFilterOf(q: string): string | null {
  const filter = parseFilter(q);
  const said = filter.filter((term) => printTerm(term) !== "excluded:no");
  return said.length === 0 || said.some(({ key }) => key === "excluded") ? null : printFilter(said);
}

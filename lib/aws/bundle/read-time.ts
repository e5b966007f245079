/** The end of the last year that ISO 8601 writes with four digits: beyond it, somebody counted milliseconds. */
const latest = Date.UTC(10_000, 0);

/**
 * A moment in milliseconds since the epoch, of what a file has: ISO text, or seconds since 1970. What names no zone is UTC, as
 * Python prints it, wherever the file is read. NaN where it is no moment.
 */
export function readTime(value: unknown): number {
  const time =
    typeof value === "number" ? value * 1000 : typeof value === "string" ? parse(value.trim()) : NaN;
  return time < latest ? time : NaN;
}

function parse(text: string): number {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  const isLocal = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text);
  return Date.parse(isLocal ? `${text.replace(" ", "T")}Z` : text);
}

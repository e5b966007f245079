import { hideSecrets } from "./hide-secrets.ts";
import type { HostFinding } from "./host-finding.ts";
import { type LogPattern, logPatterns } from "./log-patterns.ts";

/** What a finding of a log has for its field. */
export const logLine = "log line";

/** A log has no line as long as this, and patterns are tried on no more. */
const longestLine = 2_000;

/** The instance whose agent wrote the lines, where they name one, and none of them `nodeId`; undefined otherwise. */
export function otherWriter(lines: readonly string[], nodeId: string): string | undefined {
  const named = lines.flatMap((line) =>
    [...line.slice(0, longestLine).matchAll(writer)].map((match) => match[1]!),
  );
  return named.includes(nodeId) ? undefined : named.at(-1);
}

/** As agents put it before what they say. */
const writer = /\binstanceID=(i-[0-9a-f]{8,17})\b/gi;

/** What an agent's log or a console's lines say, each thing once, by the last line that says it. */
export function readLog(lines: readonly string[]): HostFinding[] {
  const found = new Map<string, { pattern: LogPattern; line: string; count: number }>();
  for (const whole of lines) {
    const line = whole.slice(0, longestLine);
    for (const list of logPatterns) {
      const pattern = list.find((each) => each.pattern.test(line));
      if (pattern === undefined) continue;
      const known = found.get(pattern.id);
      found.set(pattern.id, { pattern, line, count: (known?.count ?? 0) + 1 });
    }
  }
  return [...found.values()].map(toFinding);
}

function toFinding({
  pattern,
  line,
  count,
}: {
  pattern: LogPattern;
  line: string;
  count: number;
}): HostFinding {
  const { id, title, sentence, weight, suspects = [], causes = [], clears = [] } = pattern;
  const times = count === 1 ? "" : ` It stands there ${count} times.`;
  const fact = { field: logLine, value: hideSecrets(line) };
  return { id, title, sentence: `${sentence}${times}`, weight, suspects, causes, clears, fact };
}

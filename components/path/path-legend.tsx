import { PathMark } from "./path-mark.tsx";

const entries = [
  ["open", "open"],
  ["blocked", "blocked"],
  ["beyond", "not reached"],
  ["undecided", "undecided"],
] as const;

/** What the marks on a path mean. */
export function PathLegend() {
  return (
    <ul className="ml-auto flex gap-3.5 text-meta font-text text-3 max-wide:hidden">
      {entries.map(([look, word]) => (
        <li key={look} className="flex items-center gap-1.5">
          <PathMark look={look} size={12} />
          {word}
        </li>
      ))}
    </ul>
  );
}

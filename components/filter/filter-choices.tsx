import { formatCount } from "../../lib/format/count.ts";
import { classNames } from "../ui/class-names.ts";
import type { Choice } from "./filter-draft.ts";

type FilterChoicesProps = {
  id: string;
  choices: readonly Choice[];
  marked: number;
  onChoose: (choice: Choice) => void;
};

/** What the filter box offers below its line. The line keeps the focus. */
export function FilterChoices({ id, choices, marked, onChoose }: FilterChoicesProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Completions"
      hidden={choices.length === 0}
      className="enters absolute top-full left-0 z-30 mt-1 max-h-80 w-90 max-w-full overflow-y-auto rounded-3 bg-raised p-1 shadow-2"
    >
      {choices.map((choice, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the line keeps the focus and marks its option
        // biome-ignore lint/a11y/useKeyWithClickEvents: the line has the keys
        <div
          key={choice.value}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === marked}
          ref={index === marked ? (element) => element?.scrollIntoView({ block: "nearest" }) : undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(choice)}
          className={classNames(
            "flex h-7 cursor-default items-center gap-2 rounded-1 px-2 hover:bg-hover",
            index === marked && "bg-press hover:bg-press",
          )}
        >
          <span className="truncate text-1">{choice.value === "" ? "(empty)" : choice.value}</span>
          {choice.label !== null && choice.label !== choice.value && (
            <span className="truncate text-meta text-3">{choice.label}</span>
          )}
          {choice.count !== null && (
            <span className="ml-auto text-meta text-3 tabular-nums">{formatCount(choice.count)}</span>
          )}
        </div>
      ))}
    </div>
  );
}

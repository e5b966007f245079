"use client";

import { Search } from "lucide-react";
import {
  type KeyboardEvent,
  lazy,
  type Ref,
  Suspense,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { useHotkeys } from "react-hotkeys-hook";
import type { Filter, FilterLanguage, FilterTerm } from "../../lib/routes/filter.ts";
import { useScopeNames } from "../fleet/use-scope-names.ts";
import { isAboveThePage, useOverlay } from "../shell/overlay.ts";
import { Chip } from "../ui/chip.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { addTerm, addText, type Choice, chipOf, completeWith, isComplete } from "./filter-draft.ts";

// Wanted from the first focus on, and then fetched.
const FilterChoices = lazy(async () => ({ default: (await import("./filter-choices.tsx")).FilterChoices }));

/** Lets others begin a term in the box, as a facet does whose values are too many to list. */
export type FilterBoxHandle = { begin: (draft: string) => void };

export type FilterBoxProps<Key extends string> = {
  language: FilterLanguage<Key>;
  q: string;
  onChange: (q: string) => void;
  /** The page's address under another filter. */
  hrefOf: (q: string) => string;
  /** A hook: what may stand where the draft ends. Nothing while it is not wanted. */
  useChoices: (draft: string, isWanted: boolean) => Choice[];
  /** What it filters, as "Filter nodes". */
  label: string;
  /** What it says while it is empty, and once it has a term. */
  hints: { empty: string; more: string };
  ref?: Ref<FilterBoxHandle>;
};

/** The filter in its own language: a chip for every term, and a line in which the next one is typed. */
export function FilterBox<Key extends string>({
  language,
  q,
  onChange,
  hrefOf,
  useChoices,
  label,
  hints,
  ref,
}: FilterBoxProps<Key>) {
  const { parse, print, printTerm } = language;
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [draft, setDraft] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const [marked, setMarked] = useState(-1);
  const filter = parse(q);
  const names = useScopeNames();
  const choices = useChoices(draft, isOpen);
  useHotkeys("/", () => input.current?.focus(), {
    useKey: true,
    preventDefault: true,
    enabled: useOverlay() === null,
    ignoreEventWhen: isAboveThePage,
  });

  const type = (text: string) => {
    setDraft(text);
    setMarked(-1);
    setIsOpen(true);
  };
  useImperativeHandle(ref, () => ({
    begin: (text) => {
      type(text);
      input.current?.focus();
    },
  }));
  const apply = (next: Filter<Key>) => {
    type("");
    onChange(print(next));
  };
  const commit = () => {
    if (isComplete(draft)) apply(addText(language, filter, draft));
  };
  const choose = (choice: Choice) => {
    const completed = completeWith(language, draft, choice.value);
    if ("text" in completed) type(completed.text);
    else apply(addTerm(language, filter, completed.term));
    input.current?.focus();
  };
  const remove = (index: number) => apply(filter.toSpliced(index, 1));
  const edit = (term: FilterTerm<Key>, index: number) => {
    onChange(print(filter.toSpliced(index, 1)));
    type(printTerm(term));
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const choice = choices[marked];
    const acts: Record<string, (() => void) | false | undefined> = {
      ArrowDown: () => (isOpen ? setMarked((marked + 1) % Math.max(choices.length, 1)) : setIsOpen(true)),
      ArrowUp: () => setMarked(marked <= 0 ? choices.length - 1 : marked - 1),
      Enter: choice ? () => choose(choice) : commit,
      Tab: draft !== "" && choices.length > 0 && !event.shiftKey && (() => choose(choice ?? choices[0]!)),
      " ": isComplete(draft) && commit,
      Backspace: draft === "" && filter.length > 0 && (() => remove(filter.length - 1)),
      // What is offered unasked goes with the box; while something is typed, the offers go first.
      Escape: isOpen && draft !== "" ? () => setIsOpen(false) : () => input.current?.blur(),
    };
    const act = acts[event.key];
    if (!act || event.nativeEvent.isComposing) return;
    event.preventDefault();
    act();
  };

  return (
    <search className="relative min-w-0 flex-1">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click beside the chips is meant for the line */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys reach the line by themselves */}
      <div
        onClick={(event) => event.target === event.currentTarget && input.current?.focus()}
        className="flex min-h-8 flex-wrap items-center gap-1 rounded-2 border border-line-strong bg-page py-1 pr-1 pl-2.5 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-1 has-[input:focus-visible]:outline-focus max-wide:min-h-9"
      >
        <Search aria-hidden className="mr-1 size-4 shrink-0 text-3" strokeWidth={1.5} />
        {filter.map((term, index) => (
          <TermChip
            key={printTerm(term)}
            printed={printTerm(term)}
            {...chipOf(term, names)}
            onEdit={() => edit(term, index)}
            removed={hrefOf(print(filter.toSpliced(index, 1)))}
            onRemove={() => remove(index)}
          />
        ))}
        <input
          ref={input}
          role="combobox"
          aria-label={label}
          aria-expanded={isOpen && choices.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={marked >= 0 ? `${listId}-${marked}` : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={draft}
          placeholder={filter.length === 0 ? hints.empty : hints.more}
          onChange={(event) => type(event.target.value)}
          onFocus={() => setIsOpen(true)}
          onBlur={() => {
            setIsOpen(false);
            commit();
          }}
          onKeyDown={onKeyDown}
          className="h-[22px] min-w-24 flex-1 bg-transparent outline-none placeholder:text-3"
        />
        <Kbd className="mr-1 max-wide:hidden">/</Kbd>
      </div>
      {isOpen && (
        <Suspense>
          <FilterChoices id={listId} choices={choices} marked={marked} onChoose={choose} />
        </Suspense>
      )}
    </search>
  );
}

type TermChipProps = {
  lead: string;
  value: string;
  printed: string;
  /** The address without it. */
  removed: string;
  onEdit: () => void;
  onRemove: () => void;
};

function TermChip({ lead, value, printed, removed, onEdit, onRemove }: TermChipProps) {
  return (
    <Chip
      className="gap-1"
      name={lead || undefined}
      remove={{ label: `Remove ${printed}`, href: removed, onFollow: onRemove }}
    >
      <button type="button" title={`Edit ${printed}`} onClick={onEdit} className="max-w-80 truncate">
        {value}
      </button>
    </Chip>
  );
}

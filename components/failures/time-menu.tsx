"use client";

import { ChevronDown } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { FailureGroupList } from "../../lib/api/failure.ts";
import { formatShortTime } from "../../lib/format/time.ts";
import { Button } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { Popover, PopoverContent, PopoverTrigger } from "../ui/popover.tsx";
import { useNow } from "../ui/use-now.ts";
import { periodOf, periods } from "./period.ts";
import type { FailuresAddress } from "./use-failures-address.ts";

/** Of which time failures are shown: one that is offered, or any from a moment to another. */
export function TimeMenu({
  address,
  list,
}: {
  address: FailuresAddress;
  list: FailureGroupList | undefined;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const period = periodOf(address.query);
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger asChild>
        <Button>
          {period || !list ? (
            (period?.title ?? "Time")
          ) : (
            <Range list={list} isOpen={address.query.until === null} />
          )}
          <ChevronDown aria-hidden className="-mr-0.5" strokeWidth={1.5} />
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-64 p-1">
        {periods.map(({ since, title }) => (
          <button
            key={title}
            type="button"
            aria-pressed={period?.title === title}
            onClick={() => {
              address.go({ since, until: null });
              setIsOpen(false);
            }}
            className={classNames(
              "flex h-7 w-full items-center rounded-1 px-2 text-left hover:bg-press",
              period?.title === title ? "font-name text-1" : "text-2",
            )}
          >
            {title}
          </button>
        ))}
        {list && <OwnRange address={address} list={list} onDone={() => setIsOpen(false)} />}
      </PopoverContent>
    </Popover>
  );
}

function Range({ list: { since, until }, isOpen }: { list: FailureGroupList; isOpen: boolean }) {
  const now = useNow();
  return (
    <span suppressHydrationWarning>
      {formatShortTime(since, now, "local")} to {isOpen ? "now" : formatShortTime(until, now, "local")}
    </span>
  );
}

type OwnRangeProps = { address: FailuresAddress; list: FailureGroupList; onDone: () => void };

function OwnRange({ address, list, onDone }: OwnRangeProps) {
  const [from, setFrom] = useState(toLocal(list.since));
  const [to, setTo] = useState(address.query.until === null ? "" : toLocal(list.until));
  const isBackwards = to !== "" && Date.parse(to) <= Date.parse(from);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (isBackwards) return;
    address.go({ since: new Date(from).toISOString(), until: to === "" ? null : new Date(to).toISOString() });
    onDone();
  };
  return (
    <form onSubmit={apply} className="mt-1 grid gap-2 border-t border-line-faint p-2 text-meta">
      <Moments label="From" value={from} isRequired onChange={setFrom} />
      <Moments label="To, or until now" value={to} onChange={setTo} />
      {isBackwards && (
        <p role="alert" className="text-st-lost">
          It ends before it begins.
        </p>
      )}
      <Button type="submit" disabled={isBackwards || from === ""}>
        Show this time
      </Button>
    </form>
  );
}

function Moments({
  label,
  value,
  isRequired = false,
  onChange,
}: {
  label: string;
  value: string;
  isRequired?: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <label className="grid gap-1 text-2">
      {label}
      <input
        type="datetime-local"
        value={value}
        required={isRequired}
        onChange={(event) => onChange(event.target.value)}
        className="h-control w-full rounded-2 border border-line-strong bg-page px-2 text-1"
      />
    </label>
  );
}

/** As the browser's own field takes it: in its reader's zone, to the minute. */
function toLocal(at: number): string {
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { type ReactNode, type RefObject, useId } from "react";
import type { ScopeStatusAnswer } from "../../lib/api/sync.ts";
import { formatCount } from "../../lib/format/count.ts";
import { Button } from "../ui/button.tsx";
import { CheckMark } from "../ui/checkbox.tsx";
import { Popover, PopoverAnchor, PopoverContent } from "../ui/popover.tsx";
import { commandGroup, commandInput, commandItem } from "./command-looks.ts";

type ScopeChoice = {
  scopes: readonly ScopeStatusAnswer[];
  /** Keys of the scopes that are shown; none is all. */
  chosen: readonly string[];
  onChoose: (keys: string[]) => void;
};

export function ScopePickerPanel({
  anchor,
  onClose,
  ...choice
}: ScopeChoice & { anchor: RefObject<HTMLButtonElement | null>; onClose: () => void }) {
  return (
    <Popover open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <PopoverAnchor virtualRef={anchor as RefObject<HTMLButtonElement>} />
      <PopoverContent
        aria-label="Accounts and Regions"
        className="flex w-80 flex-col overflow-hidden"
        // The button closes by itself; closing here too would open it again.
        onInteractOutside={(event) => {
          if (event.target instanceof Node && anchor.current?.contains(event.target)) event.preventDefault();
        }}
        onCloseAutoFocus={() => anchor.current?.focus()}
      >
        <ScopeList {...choice} />
      </PopoverContent>
    </Popover>
  );
}

function ScopeList({ scopes, chosen, onChoose }: ScopeChoice) {
  const byAccount = [...Map.groupBy(scopes, (scope) => scope.account)];
  const set = (keys: readonly string[], isOn: boolean) => {
    const next = isOn ? [...chosen, ...keys] : chosen.filter((key) => !keys.includes(key));
    const unique = new Set(next);
    onChoose(unique.size === scopes.length ? [] : [...unique]);
  };
  return (
    <Command label="Accounts and Regions" className="flex min-h-0 flex-col" loop>
      <div className="flex items-center gap-2 border-b border-line-faint px-3">
        <Search aria-hidden className="size-4 shrink-0 text-3" strokeWidth={1.5} />
        <Command.Input autoFocus placeholder="Find an account or Region" className={commandInput} />
      </div>
      <Command.List className="max-h-[60vh] min-h-0 overflow-y-auto p-1">
        <Command.Empty className="px-2 py-3 text-2">No scope is called that.</Command.Empty>
        {byAccount.map(([account, ofAccount]) => {
          const keys = ofAccount.map((scope) => scope.key);
          const name = ofAccount[0]!.accountName ?? account;
          const on = keys.filter((key) => chosen.includes(key)).length;
          return (
            <Command.Group key={account} className={commandGroup}>
              <Choice
                value={`${name} ${account}`}
                isOn={on === keys.length}
                isPartly={on > 0 && on < keys.length}
                count={ofAccount.reduce((sum, scope) => sum + scope.nodes, 0)}
                onToggle={() => set(keys, on < keys.length)}
              >
                <span className="font-name">{name}</span>
                {name !== account && <code className="ml-2 text-micro text-2">{account}</code>}
              </Choice>
              {ofAccount.map((scope) => (
                <Choice
                  key={scope.key}
                  value={`${name} ${account} ${scope.region}`}
                  isOn={chosen.includes(scope.key)}
                  count={scope.nodes}
                  isInner
                  onToggle={() => set([scope.key], !chosen.includes(scope.key))}
                >
                  {scope.region}
                </Choice>
              ))}
            </Command.Group>
          );
        })}
      </Command.List>
      <div className="flex h-9 items-center justify-between border-t border-line-faint pr-1.5 pl-3 text-meta text-3">
        {chosen.length === 0
          ? "All are shown"
          : `${formatCount(chosen.length)} of ${formatCount(scopes.length)} are shown`}
        <Button size="small" variant="bare" disabled={chosen.length === 0} onClick={() => onChoose([])}>
          Show all
        </Button>
      </div>
    </Command>
  );
}

function Choice({
  value,
  isOn,
  isPartly = false,
  isInner = false,
  count,
  onToggle,
  children,
}: {
  value: string;
  isOn: boolean;
  isPartly?: boolean;
  isInner?: boolean;
  count: number;
  onToggle: () => void;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Command.Item
      value={value}
      onSelect={onToggle}
      aria-checked={isPartly ? "mixed" : isOn}
      aria-describedby={id}
      className={`${commandItem} ${isInner ? "pl-8" : ""}`}
    >
      <CheckMark isOn={isOn} isIndeterminate={isPartly} />
      <span className="min-w-0 flex-1 truncate">{children}</span>
      <span id={id} className="text-meta text-2 tabular-nums">
        {formatCount(count)}
      </span>
    </Command.Item>
  );
}

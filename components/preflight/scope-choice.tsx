"use client";

import { useSyncOverview } from "../sync/use-sync-overview.ts";

/** Where the call is made, where the text does not say or says it wrongly. */
export function ScopeChoice({
  scope,
  isInText,
  onScope,
}: {
  scope: string | null;
  /** The text itself says from where. */
  isInText: boolean;
  onScope(scope: string | null): void;
}) {
  const scopes = useSyncOverview().data?.scopes ?? [];
  if (scopes.length < 2) return null;
  return (
    <label className="inline-flex items-center gap-1.5">
      <span className="sr-only">Sent from</span>
      <select
        value={scope ?? ""}
        onChange={(event) => onScope(event.target.value || null)}
        className="h-6 rounded-2 border border-line-strong bg-page px-1.5 text-meta text-2"
      >
        <option value="">
          {isInText ? "sent from where the text says" : "sent from where its nodes are"}
        </option>
        {scopes.map(({ key, account, accountName, region }) => (
          <option key={key} value={key}>
            {accountName ?? account} · {region}
          </option>
        ))}
      </select>
    </label>
  );
}

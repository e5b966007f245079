"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Settings } from "../../lib/api/settings.ts";
import { formatBytes } from "../../lib/format/bytes.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { api } from "../../lib/routes/api.ts";
import { ExclusionList } from "../exclusions/exclusion-list.tsx";
import { settingsKey } from "../query/keys.ts";
import { ProblemState } from "../query/problem-state.tsx";
import { readJson } from "../query/read-json.ts";
import { Code, CodeBlock } from "../ui/code.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { AccountTable } from "./account-table.tsx";
import { ConnectSteps } from "./connect-steps.tsx";
import { explainInterval, explainRetention } from "./explain-settings.ts";

/** How this Muster is set up. It is read from a file and from variables, so there is nothing to change here. */
export function SettingsView() {
  const { data, error, refetch } = useQuery({
    queryKey: settingsKey,
    queryFn: ({ signal }) => readJson<Settings>(api.settings(), { signal }),
  });
  if (data) return <Content settings={data} />;
  if (error) return <ProblemState error={error} onRetry={() => void refetch()} />;
  return <Loading />;
}

function Content({ settings }: { settings: Settings }) {
  return (
    <div className="grid max-w-280 grid-cols-[minmax(0,1fr)] gap-8 px-4 pt-4 pb-10 wide:px-6 wide:pt-5">
      <header>
        <h1 className="text-verdict font-head text-balance">{explainSettings(settings)}</h1>
        <p className="mt-0.5 text-pretty text-2">
          {settings.configFile ? (
            <>
              Set in <Code className="whitespace-normal! wrap-anywhere">{settings.configFile}</Code> and the{" "}
              <Code>MUSTER_…</Code> variables over it. A change takes effect with the next start.
            </>
          ) : (
            <>
              No <Code>muster.config.json</Code> is in the folder of Muster: what no <Code>MUSTER_…</Code>{" "}
              variable sets is at its default. A change takes effect with the next start.
            </>
          )}
        </p>
      </header>
      {settings.accounts.length > 0 && (
        <Section title="Accounts" hint="read with these roles">
          <AccountTable accounts={settings.accounts} />
        </Section>
      )}
      <Section title="Connect your account" hint="read-only, least privilege" id="connect">
        <ConnectSteps settings={settings} />
      </Section>
      <Section title="Not meant to answer" hint="left out of the headline until their day" id="exclusions">
        <ExclusionList />
      </Section>
      <div className="grid gap-8 wide:grid-cols-2">
        <Section title="Reading" hint="how often">
          <Facts facts={settings.intervals.map(explainInterval)} />
        </Section>
        <Section title="Keeping" hint="how long">
          <Facts facts={settings.retention.map(explainRetention)} />
        </Section>
        <Section title="Store">
          <Facts facts={explainStore(settings)} />
        </Section>
        <Section title="Applying fixes">
          <Facts facts={explainApplying(settings)} />
        </Section>
      </div>
      <Section title="The policy for applying" hint="of a role of its own, least privilege" id="apply-policy">
        <CodeBlock
          text={JSON.stringify(settings.apply.policy, null, 2)}
          label="policy for applying"
          maxHeight={220}
        />
      </Section>
      <p className="text-meta text-3">Muster {settings.version}</p>
    </div>
  );
}

function explainSettings({ isDemo, accounts, apply }: Settings): string {
  const what = isDemo
    ? "Muster reads a demo fleet"
    : accounts.length === 0
      ? "Muster reads the account of its own credentials"
      : `Muster reads ${formatCountOf(accounts.length, "account")}`;
  return apply.enabled ? `${what}, and may apply fixes.` : `${what}, and changes nothing.`;
}

type Fact = { name: string; value: ReactNode };

function explainStore({ store }: Settings): Fact[] {
  return [
    { name: "Engine", value: store.engine === "sqlite" ? "SQLite" : "Postgres" },
    { name: "Place", value: <Code className="whitespace-normal! wrap-anywhere">{store.place}</Code> },
    ...(store.bytes === null ? [] : [{ name: "Size", value: formatBytes(store.bytes) }]),
  ];
}

function explainApplying({ apply, accounts }: Settings): Fact[] {
  if (!apply.enabled) {
    return [
      { name: "Off", value: "Fixes are walked through by hand. Nothing in AWS is ever changed from here." },
    ];
  }
  return [
    {
      name: "On",
      value:
        apply.fixes.length === 0
          ? "And no fix may be applied: name them as apply.fixes."
          : formatCountOf(apply.fixes.length, "fix", "fixes"),
    },
    ...apply.roles.map(({ account, roleArn }) => ({
      name: accounts.find(({ id }) => id === account)?.name ?? account,
      value: <Code className="whitespace-normal! wrap-anywhere">{roleArn}</Code>,
    })),
  ];
}

function Section({
  title,
  hint,
  id,
  children,
}: {
  title: string;
  hint?: string;
  id?: string;
  children: ReactNode;
}) {
  return (
    <section id={id} className="scroll-mt-4">
      <h2 className="mb-2 text-lead font-head">
        {title} {hint && <span className="ml-1 text-meta font-text text-3">{hint}</span>}
      </h2>
      {children}
    </section>
  );
}

function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="border-t border-line-faint text-meta">
      {facts.map((fact) => (
        <div
          key={fact.name}
          className="grid grid-cols-[148px_minmax(0,1fr)] gap-3 border-b border-line-faint py-1.5"
        >
          <dt className="text-3">{fact.name}</dt>
          <dd className="text-pretty">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Loading() {
  return (
    <div className="grid gap-3 px-4 pt-5 wide:px-6" aria-busy="true">
      <Skeleton className="h-5 w-96 max-w-full" />
      <Skeleton className="w-72" />
      <Skeleton className="mt-6 h-40 w-full max-w-280" />
    </div>
  );
}

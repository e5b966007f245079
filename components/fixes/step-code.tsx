"use client";

import type { StepAnswer } from "../../lib/api/walkthrough.ts";
import type { StepTab } from "../../lib/routes/fixes.ts";
import { Sentence } from "../node/sentence.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { ExternalLink } from "../ui/link.tsx";
import { Tab, TabList, TabPanel, Tabs } from "../ui/tabs.tsx";
import { openTab, splitIds, tabsOf, tabTitles, textOf } from "./step-tabs.ts";

type StepCodeProps = { step: StepAnswer; tab: StepTab | null; onTab: (tab: StepTab) => void };

/** What to do, in each way in which people do it, with the real ids; what changes by it, and how it is undone. */
export function StepCode({ step, tab, onTab }: StepCodeProps) {
  const tabs = tabsOf(step);
  const open = openTab(tabs, tab);
  return (
    <div className="mt-2 overflow-hidden rounded-3 border border-line">
      {open !== undefined && (
        <Tabs value={open} onValueChange={(value) => onTab(value as StepTab)}>
          <div className="flex items-center border-b border-line bg-sunken pr-1.5 pl-3">
            <TabList
              aria-label={`Ways to do it: ${step.title}`}
              className="no-scrollbar min-w-0 flex-1 overflow-x-auto border-b-0"
            >
              {tabs.map((each) => (
                <Tab key={each} value={each} className="mb-0! text-body">
                  {tabTitles[each]}
                </Tab>
              ))}
            </TabList>
            <CopyButton
              text={textOf(step, open)}
              label={`Copy ${tabTitles[open]}`}
              className="h-6! border-transparent! bg-transparent! shadow-none!"
            >
              Copy
            </CopyButton>
          </div>
          {tabs.map((each) => (
            <TabPanel
              key={each}
              value={each}
              className="focus-visible:outline-2 focus-visible:-outline-offset-2"
            >
              {each === "console" ? <ConsoleWay step={step} /> : <CodeWay text={textOf(step, each)} />}
            </TabPanel>
          ))}
        </Tabs>
      )}
      <Effect step={step} hasCode={open !== undefined} />
    </div>
  );
}

function CodeWay({ text }: { text: string }) {
  return (
    <pre className="max-h-100 overflow-auto px-3.5 py-3 text-meta/5 whitespace-pre-wrap wrap-anywhere">
      <code className="text-meta!">
        {splitIds(text).map(({ at, text: piece, isId }) =>
          isId ? (
            <span key={at} className="text-accent">
              {piece}
            </span>
          ) : (
            piece
          ),
        )}
      </code>
    </pre>
  );
}

function ConsoleWay({ step: { console } }: { step: StepAnswer }) {
  const parts = console.path.split("\n").filter((line) => line.trim() !== "");
  return (
    <div className="px-3.5 py-3">
      <ol className={parts.length > 1 ? "list-decimal space-y-1 pl-4" : ""}>
        {parts.map((line) => (
          <li key={line} className="text-pretty">
            <Sentence text={line} />
          </li>
        ))}
      </ol>
      {console.url !== null && (
        <p className="mt-2">
          <ExternalLink href={console.url}>Open in the AWS console</ExternalLink>
        </p>
      )}
    </div>
  );
}

function Effect({ step: { changes, undo }, hasCode }: { step: StepAnswer; hasCode: boolean }) {
  const command = undo?.cli.join("\n") ?? "";
  return (
    <dl
      className={`grid grid-cols-[64px_minmax(0,1fr)] gap-y-1 px-3.5 py-2 text-meta/5 ${hasCode ? "border-t border-line" : ""}`}
    >
      <dt className="text-3">Changes</dt>
      <dd className="text-pretty text-2">
        <Sentence text={changes} isShort />
      </dd>
      {undo && (
        <>
          <dt className="text-3">Undo</dt>
          <dd className="flex flex-wrap items-start gap-x-2 text-2">
            <span className="min-w-0 text-pretty">
              <Sentence text={undo.sentence} isShort />
            </span>
            {command !== "" && (
              <details className="min-w-0 basis-full">
                <summary className="w-fit cursor-pointer rounded-1 text-3 hover:text-1">
                  {undo.cli.length === 1 ? "Its command" : "Its commands"}
                </summary>
                <div className="flex items-start gap-1">
                  <pre className="min-w-0 flex-1 overflow-x-auto py-1 text-micro/[17px]">{command}</pre>
                  <CopyButton text={command} label="Copy the undo" />
                </div>
              </details>
            )}
          </dd>
        </>
      )}
    </dl>
  );
}

"use client";

import { Download } from "lucide-react";
import { memo, useId, useState } from "react";
import type { PreflightReport } from "../../lib/api/preflight.ts";
import { formatCount } from "../../lib/format/count.ts";
import { IconButton } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { saveText } from "../ui/save-text.ts";
import { Tab, TabList, TabPanel, Tabs } from "../ui/tabs.tsx";

/** The call without what AWS would refuse it for, to be taken along. */
export const CleanedCall = memo(function CleanedCall({ report }: { report: PreflightReport }) {
  const [isOnlyReachable, setIsOnlyReachable] = useState(true);
  const onlyReachable = useId();
  const [form, setForm] = useState<Form>("command");
  const { ids, commands } = isOnlyReachable ? report.cleaned.reachable : report.cleaned.valid;
  if (report.targets.length === 0) return null;
  const text = textOf(form, ids, commands);
  return (
    <section>
      <h2 className="flex items-baseline gap-2 text-lead font-head">
        Cleaned
        <small className="text-meta font-text text-3">
          {formatCount(ids.length)} kept, {formatCount(Math.max(0, report.targets.length - ids.length))} left
          out
        </small>
      </h2>
      <Tabs
        value={form}
        onValueChange={(value) => setForm(value as Form)}
        className="mt-2 overflow-hidden rounded-3 border border-line"
      >
        <div className="flex items-center gap-1 border-b border-line bg-sunken pr-1 pl-3">
          <TabList className="flex-1 border-b-0!">
            <Tab value="command">{commands.length > 1 ? `${commands.length} commands` : "Command"}</Tab>
            <Tab value="ids">Ids</Tab>
            <Tab value="json">JSON</Tab>
          </TabList>
          <CopyButton text={text} label="Copy the cleaned targets" />
          <IconButton
            label="Download"
            size="smallIcon"
            onClick={() => saveText(form === "json" ? "targets.json" : "targets.txt", text)}
          >
            <Download aria-hidden strokeWidth={1.5} />
          </IconButton>
        </div>
        <TabPanel value={form} tabIndex={-1}>
          {ids.length === 0 ? (
            <p className="px-3 py-2.5 text-2">Nothing is left of it.</p>
          ) : (
            <Lines>{form === "command" ? text.split("\n").map(wrapCommand).join("\n\n") : text}</Lines>
          )}
        </TabPanel>
      </Tabs>
      <label htmlFor={onlyReachable} className="mt-2 inline-flex items-center gap-2 text-meta text-2">
        <Checkbox
          id={onlyReachable}
          checked={isOnlyReachable}
          onChange={(event) => setIsOnlyReachable(event.target.checked)}
        />
        Only what receives it
      </label>
    </section>
  );
});

function Lines({ children }: { children: string }) {
  const looks = "max-h-80 overflow-auto px-3 py-2.5 text-micro/[17px] whitespace-pre-wrap wrap-anywhere";
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre tabIndex={0} className={looks}>
      {children}
    </pre>
  );
}

type Form = "command" | "ids" | "json";

function textOf(form: Form, ids: readonly string[], commands: readonly string[]): string {
  switch (form) {
    case "command":
      return commands.join("\n");
    case "ids":
      return ids.join("\n");
    case "json":
      return JSON.stringify([{ Key: "InstanceIds", Values: ids }], null, 2);
  }
}

/** One option a line, and one id, as people read long commands. What is copied is one line. */
function wrapCommand(command: string): string {
  return command
    .replaceAll(/ (--[a-z-]+)/g, " \\\n  $1")
    .replaceAll(/ (m?i-[0-9a-f]+)(?= |$)/g, " \\\n    $1");
}

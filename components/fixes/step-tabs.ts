import type { StepAnswer } from "../../lib/api/walkthrough.ts";
import { type StepTab, stepTabs } from "../../lib/routes/fixes.ts";

export const tabTitles: Record<StepTab, string> = {
  cli: "CLI",
  console: "Console",
  terraform: "Terraform",
  cloudformation: "CloudFormation",
};

/** The ways in which a step can be done; only those that there are. */
export function tabsOf(step: StepAnswer): StepTab[] {
  return stepTabs.filter((tab) => textOf(step, tab) !== "");
}

/** What a tab has to copy. */
export function textOf({ cli, console, terraform, cloudformation }: StepAnswer, tab: StepTab): string {
  if (tab === "cli") return cli.map(layOutCommand).join("\n");
  if (tab === "console") return console.path;
  return (tab === "terraform" ? terraform : cloudformation) ?? "";
}

const longLine = 88;

/** A long command with an option a line, as people write it. What stands in quotes is left alone, so it does the same. */
export function layOutCommand(command: string): string {
  if (command.length <= longLine || command.includes("\n")) return command;
  const parts = command.match(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|\s(?!--)|[^\s'"\\])+/g);
  return parts?.map((part) => part.trim()).join(" \\\n  ") ?? command;
}

/** The tab that is open: the wanted one where the step has it, else its first. */
export function openTab(tabs: readonly StepTab[], wanted: StepTab | null): StepTab | undefined {
  return tabs.find((tab) => tab === wanted) ?? tabs[0];
}

export type Piece = { at: number; text: string; isId: boolean };

const ids = /\b(?:[a-z]+(?:-[a-z]+)*-[0-9a-f]{8,}|arn:aws[\w-]*:[\w/:+=,.@*-]*[\w/*])\b/g;

/** Code in pieces, so that the ids in it can be told from what is the same everywhere. */
export function splitIds(code: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of code.matchAll(ids)) {
    if (match.index > at) pieces.push({ at, text: code.slice(at, match.index), isId: false });
    pieces.push({ at: match.index, text: match[0], isId: true });
    at = match.index + match[0].length;
  }
  if (at < code.length) pieces.push({ at, text: code.slice(at), isId: false });
  return pieces;
}

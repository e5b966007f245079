"use client";

import type { FixPlan } from "../../lib/api/proof.ts";
import { walkthroughHref } from "../../lib/routes/fixes.ts";
import { Button } from "../ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "../ui/menu.tsx";
import { saveText } from "../ui/save-text.ts";
import { toast } from "../ui/toast.ts";
import { useCopy } from "../ui/use-copy.ts";
import { planToCsv, planToMarkdown } from "./plan-export.ts";

/** The plan to take along: into a ticket, or into a spreadsheet. */
export function PlanMenu({ plan }: { plan: FixPlan }) {
  const { copy } = useCopy();
  const linkTo = (id: string) => `${window.location.origin}${walkthroughHref(id)}`;
  const copyMarkdown = () =>
    void copy(planToMarkdown(plan, linkTo)).then(
      (isCopied) => isCopied && toast({ title: "The plan is copied." }),
    );
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button>Export plan</Button>
      </MenuTrigger>
      <MenuContent>
        <MenuItem onSelect={copyMarkdown}>Copy as Markdown</MenuItem>
        <MenuItem onSelect={() => saveText("fix-plan.md", planToMarkdown(plan, linkTo))}>Markdown</MenuItem>
        <MenuItem onSelect={() => saveText("fix-plan.csv", planToCsv(plan, linkTo))}>CSV</MenuItem>
      </MenuContent>
    </Menu>
  );
}

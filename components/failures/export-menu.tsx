"use client";

import type { FailureGroupList } from "../../lib/api/failure.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { api } from "../../lib/routes/api.ts";
import { Button } from "../ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuTrigger } from "../ui/menu.tsx";
import { questionOf } from "./failure-queries.ts";
import type { FailuresAddress } from "./use-failures-address.ts";

/** Every failure that matches, as a file; the server streams it. */
export function ExportMenu({
  address,
  list,
}: {
  address: FailuresAddress;
  list: FailureGroupList | undefined;
}) {
  const question = questionOf(address.query);
  const many = question.tab === "silent" ? list?.silent : list?.failures;
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button>Export</Button>
      </MenuTrigger>
      <MenuContent>
        <MenuLabel>
          {many === undefined ? "All that match" : `All ${formatCountOf(many, "failure")} that match`}
        </MenuLabel>
        <MenuItem asChild>
          <a href={api.failureExport({ ...question, format: "csv" })} download>
            CSV
          </a>
        </MenuItem>
        <MenuItem asChild>
          <a href={api.failureExport({ ...question, format: "jsonl" })} download>
            JSON lines
          </a>
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}

import { formatCountOf } from "../../lib/format/count.ts";
import { api } from "../../lib/routes/api.ts";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuTrigger } from "../ui/menu.tsx";
import type { OnDemandProps } from "./on-demand.tsx";

export type ExportMenuProps = { q: string; sort: string; total: number | null };

/** Everything that matches, as a file. The server streams it, so that a hundred thousand rows are no more than one. */
export default function ExportMenu({ q, sort, total, trigger }: ExportMenuProps & OnDemandProps) {
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent>
        <MenuLabel>
          {total === null ? "All that match" : `All ${formatCountOf(total, "node")} that match`}
        </MenuLabel>
        <MenuItem asChild>
          <a href={api.export({ q, sort, format: "csv" })} download>
            CSV
          </a>
        </MenuItem>
        <MenuItem asChild>
          <a href={api.export({ q, sort, format: "jsonl" })} download>
            JSON lines
          </a>
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}

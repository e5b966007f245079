import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FleetQuery } from "../../lib/routes/fleet.ts";
import {
  Menu,
  MenuCheckboxItem,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuSeparator,
  MenuTrigger,
} from "../ui/menu.tsx";
import { columnChoices } from "./columns.tsx";
import { facetsOptions } from "./fleet-queries.ts";
import type { OnDemandProps } from "./on-demand.tsx";
import type { ColumnChoice } from "./use-columns.ts";

const offeredTags = 12;

export type ColumnsMenuProps = { choice: ColumnChoice; query: FleetQuery };

export default function ColumnsMenu({ choice, query, trigger }: ColumnsMenuProps & OnDemandProps) {
  const tagKeys = useQuery(facetsOptions(query.q, query.tag)).data?.tagKeys ?? [];
  const [isOpen, setIsOpen] = useState(true);
  const shownTags = choice.ids.filter((id) => id.startsWith("tag:")).map((id) => id.slice("tag:".length));
  const tags = [...new Set([...shownTags, ...tagKeys.slice(0, offeredTags).map(({ key }) => key)])];
  const item = (id: string, title: string) => (
    <MenuCheckboxItem
      key={id}
      checked={choice.ids.includes(id)}
      onCheckedChange={() => choice.toggle(id)}
      onSelect={(event) => event.preventDefault()}
    >
      <span className="truncate">{title}</span>
    </MenuCheckboxItem>
  );
  return (
    <Menu open={isOpen} onOpenChange={setIsOpen}>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent className="w-56">
        <MenuLabel>Columns</MenuLabel>
        {columnChoices.map(({ id, title }) => item(id, title))}
        {tags.length > 0 && <MenuLabel>Tags</MenuLabel>}
        {tags.map((tag) => item(`tag:${tag}`, tag))}
        <MenuSeparator />
        <MenuItem onSelect={choice.reset}>The usual columns and widths</MenuItem>
      </MenuContent>
    </Menu>
  );
}

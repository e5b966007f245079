import type { ReactNode } from "react";
import type { NodeSortKey } from "../../lib/api/list.ts";
import type { NodeSummary } from "../../lib/api/node.ts";
import { AgeCell, FailuresCell, NameCell, ReasonCell, ScopeCell, StatusCell } from "./cells.tsx";
import type { ScopeNames } from "./use-scope-names.ts";

export type FleetColumn = {
  id: string;
  title: string;
  size: number;
  minSize: number;
  /** Left out where the server has no order for it. */
  sortKey?: NodeSortKey;
  isNumeric?: boolean;
  /** Takes what width is left. */
  isSlack?: boolean;
  /** Always there: without it a row says nothing. */
  isFixed?: boolean;
  /** Gives way where the table is narrow, as beside the side panel. */
  givesWay?: boolean;
  /** Its width then. */
  narrowSize?: number;
  draw: (node: NodeSummary, names: ScopeNames) => ReactNode;
};

type Plain = Pick<FleetColumn, "title" | "size" | "sortKey"> & { isMono?: boolean };

function plain(
  id: string,
  { isMono, ...column }: Plain,
  read: (node: NodeSummary) => string | null,
): FleetColumn {
  return {
    id,
    minSize: 48,
    givesWay: true,
    ...column,
    draw: (node) => {
      const value = read(node);
      return (
        <span
          title={value ?? undefined}
          className={isMono ? "block truncate font-mono text-micro text-3" : "block truncate"}
        >
          {value}
        </span>
      );
    },
  };
}

const platformNames = { linux: "Linux", windows: "Windows", macos: "macOS" } as const;

const columns: readonly FleetColumn[] = [
  {
    id: "status",
    title: "Status",
    size: 118,
    minSize: 32,
    narrowSize: 116,
    sortKey: "status",
    isFixed: true,
    draw: (node) => <StatusCell status={node.status} />,
  },
  {
    id: "node",
    title: "Node",
    size: 200,
    minSize: 72,
    narrowSize: 112,
    sortKey: "name",
    isFixed: true,
    draw: (node) => <NameCell node={node} />,
  },
  {
    id: "why",
    title: "Why",
    size: 320,
    minSize: 120,
    sortKey: "why",
    isSlack: true,
    isFixed: true,
    draw: (node) => <ReasonCell node={node} />,
  },
  {
    id: "lastPingAt",
    title: "Last ping",
    size: 72,
    minSize: 48,
    narrowSize: 64,
    sortKey: "lastPingAt",
    isNumeric: true,
    draw: (node) => <AgeCell at={node.lastPingAt} />,
  },
  {
    id: "failures",
    title: "Failures",
    size: 84,
    minSize: 44,
    narrowSize: 76,
    sortKey: "failures",
    isNumeric: true,
    draw: (node) => <FailuresCell node={node} />,
  },
  {
    id: "scope",
    title: "Scope",
    size: 132,
    minSize: 60,
    sortKey: "scope",
    givesWay: true,
    draw: (node, names) => <ScopeCell scope={node.scope} names={names} />,
  },
  plain("state", { size: 76, title: "State", sortKey: "state" }, (node) => node.state),
  plain(
    "platform",
    { size: 140, title: "Platform", sortKey: "platform" },
    (node) => node.platformName ?? (node.platform && platformNames[node.platform]),
  ),
  plain("agentVersion", { size: 96, title: "Agent", sortKey: "agentVersion" }, (node) => node.agentVersion),
  {
    id: "statusSince",
    title: "Seen since",
    size: 84,
    minSize: 48,
    sortKey: "statusSince",
    isNumeric: true,
    givesWay: true,
    draw: (node) => <AgeCell at={node.statusSince} />,
  },
  plain("id", { size: 160, title: "Id", sortKey: "id", isMono: true }, (node) => node.id),
  plain("address", { size: 110, title: "Address", isMono: true }, (node) => node.privateAddress),
  plain("vpc", { size: 160, title: "VPC", sortKey: "vpc", isMono: true }, (node) => node.vpc),
  plain("subnet", { size: 170, title: "Subnet", isMono: true }, (node) => node.subnet),
  plain("zone", { size: 96, title: "Zone" }, (node) => node.zone),
  plain("role", { size: 140, title: "Role", sortKey: "role" }, (node) => node.role),
  plain("type", { size: 96, title: "Type" }, (node) => node.instanceType),
  plain("group", { size: 150, title: "Group" }, (node) => node.autoScalingGroup),
];

const columnsById = new Map(columns.map((column) => [column.id, column]));

export const defaultColumnIds: readonly string[] = [
  "status",
  "node",
  "why",
  "lastPingAt",
  "failures",
  "scope",
];

const fixedColumnIds = columns.filter((column) => column.isFixed).map((column) => column.id);

/** `tag:Env` is the column of that tag. */
function tagColumn(id: string): FleetColumn {
  const tagKey = id.slice("tag:".length);
  return plain(id, { size: 120, title: tagKey }, (node) => node.tags[tagKey] ?? null);
}

/**
 * The ids that a choice of columns comes to: unknown ones are dropped, and those without which a row says nothing stand in
 * front if they are missing.
 */
export function settleColumnIds(wanted: readonly string[]): string[] {
  const known = [...new Set(wanted)].filter((id) => columnsById.has(id) || /^tag:./.test(id));
  return [...fixedColumnIds.filter((id) => !known.includes(id)), ...known];
}

export function columnsOf(ids: readonly string[]): FleetColumn[] {
  return settleColumnIds(ids).map((id) => columnsById.get(id) ?? tagColumn(id));
}

export const columnChoices: readonly { id: string; title: string }[] = columns
  .filter((column) => !column.isFixed)
  .map((column) => ({ id: column.id, title: column.title }));

/** Puts a column in or takes it out; one that comes goes to where the list of choices has it. */
export function toggleColumn(present: readonly string[], id: string): string[] {
  if (present.includes(id)) return settleColumnIds(present.filter((other) => other !== id));
  const order = [...columnsById.keys()];
  const rankOf = (column: string) => (order.includes(column) ? order.indexOf(column) : order.length);
  const before = present.findIndex((other) => rankOf(other) > rankOf(id));
  return settleColumnIds(before < 0 ? [...present, id] : present.toSpliced(before, 0, id));
}

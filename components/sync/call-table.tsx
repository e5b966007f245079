import type { CallProgressAnswer } from "../../lib/api/sync.ts";
import { formatCount } from "../../lib/format/count.ts";
import { Table, TableCell, TableFrame, TableHead, TableHeadRow } from "../ui/table.tsx";

const states: Record<CallProgressAnswer["state"], string> = {
  waiting: "waiting",
  reading: "reading",
  done: "done",
  gap: "not read",
};

/** What a read asks of AWS, and how far each answer is. */
export function CallTable({ calls }: { calls: readonly CallProgressAnswer[] }) {
  return (
    <TableFrame label="Calls" className="rounded-2">
      <Table className="text-meta">
        <thead>
          <TableHeadRow>
            <TableHead>Call</TableHead>
            <TableHead className="px-2">State</TableHead>
            <TableHead isNumeric className="px-2">
              Pages
            </TableHead>
            <TableHead isNumeric className="px-2">
              Items
            </TableHead>
            <TableHead isNumeric className="px-2">
              Retries
            </TableHead>
          </TableHeadRow>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr
              key={`${call.action} ${call.kind}`}
              className="h-6 border-t border-line-faint first:border-t-0"
            >
              <TableCell
                className="w-full max-w-0 min-w-40 truncate"
                title={`${call.action}, for ${call.kind}`}
              >
                <code className="text-micro">{call.action}</code>
              </TableCell>
              <TableCell
                className={
                  call.state === "gap"
                    ? "px-2 whitespace-nowrap text-st-unknown"
                    : "px-2 whitespace-nowrap text-3"
                }
              >
                {states[call.state]}
              </TableCell>
              <Count value={call.pages} />
              <Count value={call.items} />
              <Count
                value={call.retries + call.throttles}
                title={`${formatCount(call.throttles)} of them because AWS throttled`}
              />
            </tr>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

function Count({ value, title }: { value: number; title?: string }) {
  return (
    <TableCell
      isNumeric
      className={value === 0 ? "text-3" : "text-1"}
      title={value === 0 ? undefined : title}
    >
      {formatCount(value)}
    </TableCell>
  );
}

import { useQuery } from "@tanstack/react-query";
import { formatCountOf } from "../../lib/format/count.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogClose, DialogTrigger, SheetContent } from "../ui/dialog.tsx";
import { Facets } from "./facets.tsx";
import { facetsOptions } from "./fleet-queries.ts";
import type { OnDemandProps } from "./on-demand.tsx";
import { SheetActions } from "./sheet-actions.tsx";
import type { FleetAddress } from "./use-fleet-query.ts";

export type FiltersSheetProps = { address: FleetAddress };

/** The facets, and what can be done with what they leave, where there is no room for that beside the rows. */
export default function FiltersSheet({ address, trigger }: FiltersSheetProps & OnDemandProps) {
  const { data: facets } = useQuery(facetsOptions(address.query.q, address.query.tag));
  return (
    <Dialog defaultOpen>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <SheetContent title="Filters" width="w-80">
        <div className="min-h-0 flex-1 overflow-y-auto py-2">
          <Facets address={address} />
        </div>
        <div className="grid gap-3 border-t border-line p-3">
          <SheetActions address={address} facets={facets} />
          <DialogClose asChild>
            <Button size="tall" className="w-full">
              {facets ? `Show ${formatCountOf(facets.total, "node")}` : "Show the nodes"}
            </Button>
          </DialogClose>
        </div>
      </SheetContent>
    </Dialog>
  );
}

import type { Facets } from "../../lib/api/list.ts";
import { ExcludeButton } from "./exclude-button.tsx";
import { excludingFilterOf } from "./excluding-filter.ts";
import type { ExportMenuProps } from "./export-menu.tsx";
import { onDemand } from "./on-demand.tsx";
import { PreflightButton } from "./preflight-button.tsx";
import type { FleetAddress } from "./use-fleet-query.ts";
import { ViewSwitch } from "./view-switch.tsx";
import type { ViewsMenuProps } from "./views-menu.tsx";

const ExportMenu = onDemand<ExportMenuProps>(() => import("./export-menu.tsx"));
const ViewsMenu = onDemand<ViewsMenuProps>(() => import("./views-menu.tsx"));

/** What stands beside the filter and below the rows where there is room for it there. */
export function SheetActions({ address, facets }: { address: FleetAddress; facets: Facets | undefined }) {
  const { query } = address;
  const { q, sort } = query;
  const total = facets?.total ?? null;
  const excluding = excludingFilterOf(q);
  return (
    <section aria-label="With these nodes" className="flex flex-wrap items-center gap-2">
      <ViewSwitch address={address} />
      <ViewsMenu label="Views" button={{ size: "tall" }} props={{ query }} />
      <ExportMenu label="Export" button={{ size: "tall" }} props={{ q, sort, total }} />
      <PreflightButton q={q} total={total} size="tall" />
      {excluding !== null && total !== null && total > 0 && (
        <ExcludeButton key={excluding} filter={excluding} look={{ size: "tall" }}>
          Exclude these
        </ExcludeButton>
      )}
    </section>
  );
}

import { QueryClient } from "@tanstack/react-query";
import { cache } from "react";
import { causesOptions, causesPageSize, everyoneWith } from "../../../components/causes/cause-queries.ts";
import type { CatalogueEntry } from "../../../lib/api/catalogue.ts";
import { causeListQuerySchema } from "../../../lib/api/cause.ts";
import { fleetServer } from "../../../lib/fleet/running-server.ts";
import { isCauseCode } from "../../../lib/model/cause.ts";
import { isFleetError } from "../../../lib/model/fleet-error.ts";

/** A code of the catalogue, and who has it now; null where there is no such code. */
export const loadCode = cache(
  async (code: string): Promise<{ entry: CatalogueEntry; client: QueryClient } | null> => {
    if (!isCauseCode(code)) return null;
    const server = fleetServer();
    try {
      const entry = await server.call("getCatalogueEntry", { code });
      const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
      const query = causeListQuerySchema.parse({ q: everyoneWith(code), limit: causesPageSize });
      await client.prefetchInfiniteQuery({
        ...causesOptions(everyoneWith(code), { isFolded: false }),
        queryFn: () => server.call("listCauses", query),
      });
      return { entry, client };
    } catch (error) {
      if (isFleetError(error) && error.code === "not-found") return null;
      throw error;
    }
  },
);

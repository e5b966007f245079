import type { CatalogueEntry } from "../../lib/api/catalogue.ts";

type CheckGroup = CatalogueEntry["checks"][number]["group"];

export const checkGroupTitles: Record<CheckGroup, string> = {
  target: "The target",
  instance: "The instance",
  identity: "Its identity",
  network: "Its network",
  agent: "Its agent",
  session: "Its sessions",
};

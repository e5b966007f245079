import type { Metadata } from "next";
import { CatalogueIndex } from "../../../components/causes/catalogue-index.tsx";
import { fleetServer } from "../../../lib/fleet/running-server.ts";

export const metadata: Metadata = { title: "Catalogue of causes" };
export const dynamic = "force-dynamic";

export default async function CatalogueIndexPage() {
  const { items } = await fleetServer().call("readCatalogue", null);
  return <CatalogueIndex entries={items} />;
}

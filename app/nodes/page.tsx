import { redirect } from "next/navigation";
import { fleetHref } from "../../lib/routes/fleet.ts";

/** All nodes are the fleet. */
export default function NodesPage() {
  redirect(fleetHref());
}

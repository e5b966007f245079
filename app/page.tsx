import { redirect } from "next/navigation";
import { fleetHref } from "../lib/routes/fleet.ts";

export default function HomePage(): never {
  redirect(fleetHref());
}

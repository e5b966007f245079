import { defineUnprovableCheck } from "../unprovable-check.ts";

export const resolverUnprovable = defineUnprovableCheck({
  id: "resolver-unprovable",
  title: "Whether the services' names resolve, no configuration shows",
  passTitle: "The VPC's own resolver answers for the services' names",
  why: `Servers of one's own, private zones and resolver rules answer for names as they like, and AWS does not show how. A look-up
    on the host tells.`,
  rows: ["DNS-03", "HOST-07"],
  cause: "resolver-unprovable",
  hops: ["name"],
});

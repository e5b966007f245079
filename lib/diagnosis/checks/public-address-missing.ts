import { defineObstacleCheck } from "../obstacle-check.ts";

export const publicAddressMissing = defineObstacleCheck({
  id: "public-address-missing",
  title: "It has no public address",
  passTitle: "It has a public address",
  why: `An internet gateway lets out only what has a public address. An instance without one is silent there, although
    its route is right.`,
  rows: ["RT-03"],
  cause: "public-address-missing",
  hops: ["instance", "interface"],
  ways: ["internet-gateway", "none"],
});

import type { Cost } from "./fix.ts";

/** The prices below are those that AWS published by then. A Region that is not among them has none that we are sure of. */
export const pricesAsOf = "2025-11-01";

type Prices = { endpointHour: number; natGatewayHour: number; natGatewayGigabyte: number };

const endpointGigabyte = 0.01;
const publicAddressHour = 0.005;

const pricesOf: Readonly<Record<string, Prices>> = {
  "us-east-1": { endpointHour: 0.01, natGatewayHour: 0.045, natGatewayGigabyte: 0.045 },
  "us-east-2": { endpointHour: 0.01, natGatewayHour: 0.045, natGatewayGigabyte: 0.045 },
  "us-west-2": { endpointHour: 0.01, natGatewayHour: 0.045, natGatewayGigabyte: 0.045 },
  "eu-west-1": { endpointHour: 0.011, natGatewayHour: 0.048, natGatewayGigabyte: 0.048 },
  "eu-central-1": { endpointHour: 0.012, natGatewayHour: 0.052, natGatewayGigabyte: 0.052 },
  "ap-southeast-1": { endpointHour: 0.013, natGatewayHour: 0.059, natGatewayGigabyte: 0.059 },
  "ap-southeast-2": { endpointHour: 0.013, natGatewayHour: 0.059, natGatewayGigabyte: 0.059 },
  "ap-northeast-1": { endpointHour: 0.014, natGatewayHour: 0.062, natGatewayGigabyte: 0.062 },
};

const hoursOfMonth = 730;

const unknown = (what: string, region: string): Cost => ({
  monthlyUsd: null,
  sentence: `${what}: price unknown for ${region}.`,
});

/** Interface endpoints, which are paid by their interfaces: one in each zone. */
export function costOfEndpoints(region: string, endpoints: number, interfaces: number): Cost {
  const what = `${counted(endpoints, "interface endpoint")} with ${counted(interfaces, "interface")} in all`;
  const prices = pricesOf[region];
  if (prices === undefined) return unknown(what, region);
  return {
    monthlyUsd: toCents(interfaces * prices.endpointHour * hoursOfMonth),
    sentence: `${what} at ${prices.endpointHour} USD an hour for each interface, and ${endpointGigabyte} USD a GB (prices as of ${pricesAsOf}).`,
  };
}

/** What more goes through a NAT gateway that runs already. */
export function costOfNatTraffic(region: string): Cost {
  const what = "The NAT gateway runs already, so only what goes through it is added";
  const prices = pricesOf[region];
  if (prices === undefined) return unknown(what, region);
  return {
    monthlyUsd: 0,
    sentence: `${what}: ${prices.natGatewayGigabyte} USD a GB (prices as of ${pricesAsOf}).`,
  };
}

/** A NAT gateway with the public address that it needs. */
export function costOfNatGateway(region: string): Cost {
  const what = "1 NAT gateway with a public address";
  const prices = pricesOf[region];
  if (prices === undefined) return unknown(what, region);
  return {
    monthlyUsd: toCents((prices.natGatewayHour + publicAddressHour) * hoursOfMonth),
    sentence: `${what} at ${prices.natGatewayHour} and ${publicAddressHour} USD an hour, and ${prices.natGatewayGigabyte} USD a GB (prices as of ${pricesAsOf}).`,
  };
}

/** AWS asks the same for a public IPv4 address in all its commercial Regions. */
export function costOfPublicAddresses(region: string, addresses: number): Cost {
  const what = counted(addresses, "public IPv4 address", "public IPv4 addresses");
  if (/^(cn|us-gov|us-iso|eusc|eu-iso)/.test(region)) return unknown(what, region);
  return {
    monthlyUsd: toCents(addresses * publicAddressHour * hoursOfMonth),
    sentence: `${what} at ${publicAddressHour} USD an hour each (prices as of ${pricesAsOf}).`,
  };
}

export const nothingToPay: Cost = { monthlyUsd: 0, sentence: "It costs nothing." };

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function toCents(usd: number): number {
  return Math.round(usd * 100) / 100;
}

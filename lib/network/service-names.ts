import type { Scope } from "../model/scope.ts";

/** A partition's DNS names, and how endpoint services are called in it: the DNS suffix in reverse, in China also with `cn`. */
type Naming = { dnsSuffix: string; dualStackSuffix: string | null; servicePrefixes: readonly string[] };

const commercial: Naming = {
  dnsSuffix: "amazonaws.com",
  dualStackSuffix: "api.aws",
  servicePrefixes: ["com.amazonaws", "aws.api"],
};

const partitions: Record<string, Naming> = {
  aws: commercial,
  "aws-us-gov": commercial,
  "aws-cn": {
    dnsSuffix: "amazonaws.com.cn",
    dualStackSuffix: "api.amazonwebservices.com.cn",
    servicePrefixes: ["com.amazonaws", "cn.com.amazonaws"],
  },
  "aws-iso": {
    dnsSuffix: "c2s.ic.gov",
    dualStackSuffix: null,
    servicePrefixes: ["gov.ic.c2s", "com.amazonaws"],
  },
  "aws-iso-b": {
    dnsSuffix: "sc2s.sgov.gov",
    dualStackSuffix: null,
    servicePrefixes: ["gov.sgov.sc2s", "com.amazonaws"],
  },
  "aws-iso-e": {
    dnsSuffix: "cloud.adc-e.uk",
    dualStackSuffix: null,
    servicePrefixes: ["uk.adc-e.cloud", "com.amazonaws"],
  },
  "aws-iso-f": {
    dnsSuffix: "csp.hci.ic.gov",
    dualStackSuffix: null,
    servicePrefixes: ["gov.ic.hci.csp", "com.amazonaws"],
  },
  "aws-eusc": {
    dnsSuffix: "amazonaws.eu",
    dualStackSuffix: "api.amazonwebservices.eu",
    servicePrefixes: ["eu.amazonaws", "com.amazonaws"],
  },
};

export type ServiceNames = {
  /** The name that agents ask for; it has IPv4 addresses alone. */
  classic: string;
  /** The name with both families, which agents ask for only where they are told to; null where there is none. */
  dualStack: string | null;
  /** How all names of the Region end, by family: `.eu-west-1.amazonaws.com`. */
  classicSuffix: string;
  dualStackSuffix: string | null;
  /** What an endpoint for this very service may be called. */
  endpointServices: readonly string[];
};

export function serviceNames({ partition, region }: Scope, service: string): ServiceNames {
  const { dnsSuffix, dualStackSuffix, servicePrefixes } = partitions[partition] ?? commercial;
  const [classic, dualStack] = [
    `.${region}.${dnsSuffix}`,
    dualStackSuffix && `.${region}.${dualStackSuffix}`,
  ];
  return {
    classic: `${service}${classic}`,
    dualStack: dualStack && `${service}${dualStack}`,
    classicSuffix: classic,
    dualStackSuffix: dualStack,
    endpointServices: servicePrefixes.map((prefix) => `${prefix}.${region}.${service}`),
  };
}

/** The short name of the service that an endpoint is for; null of somebody's own. */
export function serviceOfEndpoint({ partition, region }: Scope, serviceName: string | null): string | null {
  const { servicePrefixes } = partitions[partition] ?? commercial;
  const start = servicePrefixes
    .map((prefix) => `${prefix}.${region}.`)
    .find((prefix) => serviceName?.startsWith(prefix));
  return start === undefined ? null : serviceName!.slice(start.length);
}

import type { Tags } from "./tags.ts";

export type DhcpOptions = {
  id: string;
  /** Addresses, or `AmazonProvidedDNS`. Empty where the set names no servers. */
  domainNameServers: string[];
  domainName: string | null;
  ownerId: string | null;
  tags: Tags;
};

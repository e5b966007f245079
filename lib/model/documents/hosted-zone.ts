/** A private zone that answers for names in a VPC; one document a VPC and zone. */
export type HostedZone = {
  /** `vpc-…/Z…`. */
  id: string;
  vpcId: string;
  zoneId: string;
  /** With the dot at its end. */
  name: string;
  owningAccount: string | null;
  owningService: string | null;
};

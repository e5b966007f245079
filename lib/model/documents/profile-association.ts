export type ProfileAssociation = {
  id: string;
  instanceId: string | null;
  instanceProfileArn: string | null;
  /** `associating`, `associated`, `disassociating` or `disassociated`. */
  state: string | null;
  since: number | null;
};

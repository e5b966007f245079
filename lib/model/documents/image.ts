export type Image = {
  id: string;
  name: string | null;
  description: string | null;
  ownerId: string | null;
  /** `amazon`, `aws-marketplace`, … */
  imageOwnerAlias: string | null;
  platformDetails: string | null;
  architecture: string | null;
  createdAt: number | null;
  deprecatedAt: number | null;
  state: string | null;
};

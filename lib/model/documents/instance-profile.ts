export type InstanceProfile = {
  /** The ARN. */
  id: string;
  name: string;
  /** None, where its role was deleted or never added. AWS allows one. */
  roles: { arn: string; name: string }[];
  createdAt: number | null;
};

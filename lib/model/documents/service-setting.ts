export const serviceSettingIds = [
  "/ssm/managed-instance/default-ec2-instance-management-role",
  "/ssm/managed-instance/activation-tier",
] as const;
export type ServiceSettingId = (typeof serviceSettingIds)[number];

export type ServiceSetting = {
  /** The path, as `/ssm/managed-instance/activation-tier`. */
  id: string;
  value: string | null;
  /** `Default`, `Customized` or `PendingUpdate`. */
  status: string | null;
  changedAt: number | null;
  changedBy: string | null;
};

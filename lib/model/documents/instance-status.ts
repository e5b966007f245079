export type InstanceStatus = {
  id: string;
  zone: string | null;
  /** `ok`, `impaired`, `insufficient-data`, `not-applicable` or `initializing`. */
  systemStatus: string | null;
  instanceStatus: string | null;
  attachedEbsStatus: string | null;
  /** When the reachability check of system or instance began to fail. */
  impairedSince: number | null;
  events: { code: string | null; description: string | null; notBefore: number | null }[];
};

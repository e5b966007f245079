/** Who signed the request. */
export type Caller = {
  account: string;
  /** A user's ARN, or an assumed role's session. */
  arn: string;
  userId: string;
  accessKeyId: string;
  session?: Session;
};

/** Temporary credentials that AssumeRole gave out. */
export type Session = {
  accessKeyId: string;
  token: string;
  account: string;
  roleName: string;
  roleId: string;
  sessionName: string;
  expiresAt: number;
};

export type Sessions = Map<string, Session>;

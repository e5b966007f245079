export type AwsErrorOptions = {
  /** HTTP status; 400 where AWS says nothing else. */
  status?: number;
  /** Further members of a modelled error, as its schema names them. */
  members?: Record<string, unknown>;
};

/** A refusal as AWS words it. Each protocol prints it in its own shape. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly members: Record<string, unknown>;

  constructor(code: string, message: string, { status = 400, members = {} }: AwsErrorOptions = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.members = members;
  }
}

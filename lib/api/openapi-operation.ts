import type { z } from "zod";
import type { ZodOpenApiOperationObject } from "zod-openapi";
import { problemSchema } from "./problem.ts";

export type Answer = {
  status?: string;
  description: string;
  schema?: z.ZodType;
  /** One media type, or several of which the request chooses. */
  type?: string | string[];
};

/** One operation of the document: whatever goes wrong is a problem document. */
export function operation(
  operationId: string,
  summary: string,
  answer: Answer,
  rest: Omit<ZodOpenApiOperationObject, "responses" | "summary" | "operationId"> = {},
): ZodOpenApiOperationObject {
  const { status = "200", description, schema, type = "application/json" } = answer;
  const types = [type].flat();
  const content = schema ? { content: Object.fromEntries(types.map((each) => [each, { schema }])) } : {};
  const problem = {
    description: "A problem (RFC 9457)",
    content: { "application/problem+json": { schema: problemSchema } },
  };
  return {
    operationId,
    summary,
    ...rest,
    responses: { [status]: { description, ...content }, default: problem },
  };
}

export const json = (schema: z.ZodObject) => ({
  required: true,
  content: { "application/json": { schema } },
});
export const query = (schema: z.ZodObject) => ({ requestParams: { query: schema } });

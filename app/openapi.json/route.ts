import { openApiDocument } from "../../lib/api/openapi.ts";
import { version } from "../../package.json";

export const dynamic = "force-dynamic";

export function GET(): Response {
  return Response.json(openApiDocument(version));
}

export const dynamic = "force-dynamic";

export { GET } from "../../../openapi.json/route.ts";

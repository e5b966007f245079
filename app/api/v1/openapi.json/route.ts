export { dynamic, GET } from "../../../openapi.json/route.ts";

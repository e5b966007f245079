import { writeFileSync } from "node:fs";
import { configJsonSchema } from "./schema.ts";

// Run by hand after a change of the schema; a test says when it is due.
const file = new URL("../../muster.config.schema.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(configJsonSchema(), null, 2)}\n`);

import { FleetError } from "../model/fleet-error.ts";
import { acquireFolderLock } from "../store/folder-lock.ts";

// Run as a process of its own: tries to own the folder, says what came of it, and stays until it is killed.
const folder = process.argv[2]!;
process.on("message", () => {});
try {
  acquireFolderLock(folder, { address: "http://127.0.0.1:1", token: "secret" });
  process.send!("owned");
} catch (error) {
  process.send!(error instanceof FleetError ? error.code : String(error));
}

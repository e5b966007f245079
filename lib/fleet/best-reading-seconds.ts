export { bestReadingSeconds } from "../sync/best-reading-seconds.ts";

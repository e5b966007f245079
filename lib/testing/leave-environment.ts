import { afterAll, vi } from "vitest";

// Files share a worker: what the last test of one stubbed must not be what the next one reads as it is loaded.
afterAll(() => {
  vi.unstubAllEnvs();
});

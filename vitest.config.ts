import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/flow/**", "test/deployments/**"],
          // Unit tests keep no state in modules; sharing them halves the time.
          isolate: false,
          // Many of them wait for timers and processes rather than for a core.
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
          testTimeout: 10_000,
        },
      },
      {
        test: {
          name: "flow",
          include: ["test/flow/**/*.test.ts"],
          globalSetup: ["test/flow/setup.ts"],
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          // Half an hour and more: deployments that users see, bad ones, killed ones. `npm test` leaves it out.
          name: "deployments",
          include: ["test/deployments/**/*.test.ts"],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});

import type { Robots } from "../../../../runtime/extract/fetch/robots.ts";

/** Sites that keep nothing from robots, for tests of everything else. */
export const noRules: Robots = async () => [];

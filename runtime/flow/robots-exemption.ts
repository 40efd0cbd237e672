import { Failure } from "../domain/failure.ts";
import type { JobParams } from "../domain/request.ts";
import { admit } from "../ingest/classify.ts";

export type RobotsWish = {
  readonly url: string;
  readonly params: JobParams;
  readonly allowedTargets: readonly string[];
  /** Hosts whose robots.txt a job may have ignored. */
  readonly robotsExemptHosts: readonly string[];
};

/**
 * The hosts, in lower case, whose robots.txt is not asked for: none, unless the job says so and its host is exempt. Throws
 * `invalid-request` for a job that says so of another host.
 */
export function exemptHosts({ url, params, allowedTargets, robotsExemptHosts }: RobotsWish): readonly string[] {
  if (params.robots !== "ignore") return [];
  const exempt = robotsExemptHosts.map((host) => host.toLowerCase());
  const admission = admit(url, { allowedTargets });
  if ("url" in admission && exempt.includes(admission.url.name)) return exempt;
  throw new Failure(
    "invalid-request",
    'params.robots: "ignore" is accepted only for hosts that this stage exempts from robots.txt; leave it out.',
  );
}

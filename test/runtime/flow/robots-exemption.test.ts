import { expect, test } from "vitest";
import { JobParams } from "../../../runtime/domain/request.ts";
import { exemptHosts } from "../../../runtime/flow/robots-exemption.ts";

const asked = (url: string, robots: string | undefined, robotsExemptHosts: string[] = ["Docs.Example.com"]) => {
  const params = JobParams.parse(robots === undefined ? {} : { robots });
  return exemptHosts({ url, params, allowedTargets: [], robotsExemptHosts });
};

test("nobody is exempt where a job does not say so", () => {
  expect(asked("https://docs.example.com/a", undefined)).toEqual([]);
  expect(asked("https://docs.example.com/a", "honour")).toEqual([]);
});

test.each(["https://docs.example.com/a", " HTTP://DOCS.example.com.:8080/"])("a job may say so of %s", (url) => {
  expect(asked(url, "ignore")).toEqual(["docs.example.com"]);
});

test.each(["https://example.com/", "https://x.docs.example.com/", "https://docs.example.com.evil.example/", "no url"])(
  "a job may not say so of %s",
  (url) => {
    expect(() => asked(url, "ignore")).toThrow(/^params.robots: "ignore" is accepted only/);
    expect(() => asked("https://docs.example.com/", "ignore", [])).toThrow(/leave it out/);
  },
);

test("nothing else can be said of robots.txt", () => {
  expect(JobParams.safeParse({ robots: "maybe" }).success).toBe(false);
});

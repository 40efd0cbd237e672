import { plain, type Resource } from "./resource.ts";

interface Hop {
  readonly status: 301 | 302 | 303 | 307 | 308;
  readonly to: string;
}

const seven = Array.from({ length: 6 }, (_, index): readonly [string, Hop] => [
  `/redirects/seven/${index + 2}`,
  { status: 302, to: index === 5 ? "/article" : `/redirects/seven/${index + 3}` },
]);

/** Where each redirecting address points; some name the target relative to themselves. */
const hops: ReadonlyMap<string, Hop> = new Map<string, Hop>([
  ["/redirects/three", { status: 301, to: "/redirects/two" }],
  ["/redirects/two", { status: 302, to: "one" }],
  ["/redirects/one", { status: 308, to: "../article" }],
  ["/redirects/loop", { status: 302, to: "/redirects/loop/back" }],
  ["/redirects/loop/back", { status: 302, to: "/redirects/loop" }],
  ["/redirects/seven", { status: 302, to: "/redirects/seven/2" }],
  ...seven,
]);

/** The redirect at an address, if there is one. */
export function redirectAt(path: string): Resource | undefined {
  const hop = hops.get(path);
  return hop && plain({ status: hop.status, text: `Go to ${hop.to}`, headers: { location: hop.to } });
}

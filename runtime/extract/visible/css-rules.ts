import { plainCss } from "./declarations.ts";
import { mediaHolds } from "./media.ts";

/** One rule of a stylesheet as it is written: its selectors and its declarations. */
export type CssRule = { readonly selectors: string; readonly body: string };

const NESTING = /^@(?:media|supports|layer|container|scope|document)\b/i;
const MEDIA = /^@media\b/i;

/** How deep rules are looked for inside of each other. */
const MAX_DEPTH = 8;

/** The rules of a stylesheet that hold on a desktop's screen, in their order; other at-rules are passed over. */
export function cssRules(css: string): CssRule[] {
  const rules: CssRule[] = [];
  collect({ css: plainCss(css).replace(/<!--|-->/g, " "), depth: 0, rules });
  return rules;
}

function collect({ css, depth, rules }: { css: string; depth: number; rules: CssRule[] }): void {
  let from = 0;
  for (let open = css.indexOf("{"); open >= 0; open = css.indexOf("{", from)) {
    const close = closing(css, open);
    // What stands before a semicolon there is a statement of its own, as `@import` is.
    const prelude = (css.slice(from, open).split(";").at(-1) ?? "").trim();
    const body = css.slice(open + 1, close);
    from = close + 1;
    if (!prelude.startsWith("@")) rules.push({ selectors: prelude, body });
    else if (NESTING.test(prelude) && depth < MAX_DEPTH && (!MEDIA.test(prelude) || mediaHolds(prelude.slice(6)))) {
      collect({ css: body, depth: depth + 1, rules });
    }
  }
}

/** Where the block that opens at a position ends; the end of the text where nothing closes it. */
function closing(css: string, open: number): number {
  let depth = 1;
  const brace = /[{}]/g;
  brace.lastIndex = open + 1;
  for (let match = brace.exec(css); match; match = brace.exec(css)) {
    depth += match[0] === "{" ? 1 : -1;
    if (depth === 0) return match.index;
  }
  return css.length;
}

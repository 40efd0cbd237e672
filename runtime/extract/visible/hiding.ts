import { colourIn } from "./css-colour.ts";
import { lengthOf, lengthsIn } from "./css-length.ts";
import type { Declarations } from "./declarations.ts";

type Value = (property: string) => string | undefined;

/** As far as this from the edge of the screen nobody looks, in pixels. */
const AWAY = 500;

const EDGES = ["left", "right", "top", "bottom", "inset", "inset-inline-start", "inset-inline", "inset-block-start"];
const SIZES = ["width", "height", "max-width", "max-height", "inline-size", "block-size"];

/** Ways to keep an element in the page and out of sight that its children cannot undo. */
const WAYS: readonly ((value: Value) => boolean)[] = [
  (value) => value("display") === "none",
  (value) => value("content-visibility") === "hidden",
  (value) =>
    isNothing(value("opacity"), 0.05) || isNothing(/opacity\(([^)]*)\)/.exec(value("filter") ?? "")?.[1], 0.05),
  (value) => isNothing(value("zoom"), 0.05),
  (value) => (lengthOf(value("text-indent")) ?? 0) <= -AWAY,
  (value) => /absolute|fixed/.test(value("position") ?? "") && EDGES.some((edge) => isAway(value(edge))),
  (value) => /relative/.test(value("position") ?? "") && EDGES.some((edge) => isFar(value(edge))),
  (value) =>
    ["margin", "margin-left", "margin-top"].some((edge) => lengths(value(edge)).some((size) => size <= -2_000)),
  (value) => movesAway(`${value("transform") ?? ""} ${prefixed("translate", value)} ${prefixed("scale", value)}`),
  (value) => /absolute|fixed/.test(value("position") ?? "") && clipsAll(value("clip")),
  (value) => cutsAll(value("clip-path") ?? value("-webkit-clip-path")),
  (value) => /hidden|clip/.test(overflowOf(value)) && SIZES.some((size) => isPoint(value(size))),
  (value) => /hidden|clip/.test(overflowOf(value)) && /^0(?:px|em|%)?$/.test(value("line-height") ?? ""),
  (value) => (lengthOf(value("letter-spacing")) ?? 0) <= -8,
];

/** What an element passes on to what it holds, until that says otherwise. */
export const INHERITED = ["visibility", "font-size", "color", "-webkit-text-fill-color"] as const;

/** Whether declarations put an element out of sight with all it holds. */
export function hides(declarations: Declarations): boolean {
  const value = (property: string) => declarations.get(property)?.value;
  return WAYS.some((way) => way(value));
}

/** Whether text with these declarations shows nothing, colours aside; what it holds may still show itself. */
export function blanks(declarations: Declarations): boolean {
  const value = (property: string) => declarations.get(property)?.value;
  if (/^(?:hidden|collapse)$/.test(value("visibility") ?? "")) return true;
  const font = value("font");
  const size = lengthOf(value("font-size")) ?? (font && /^0(?:px|em)?[\s/]/.test(font) ? 0 : undefined);
  if (size !== undefined && Math.abs(size) <= 1.5) return true;
  const fill = value("-webkit-text-fill-color") ?? value("color");
  return fill !== undefined && (colourIn(fill)?.[3] ?? 1) < 0.05 && !/text/.test(clipOf(value));
}

function clipOf(value: Value): string {
  return `${value("background-clip") ?? ""} ${value("-webkit-background-clip") ?? ""} ${value("background") ?? ""}`;
}

function isNothing(value: string | undefined, most: number): boolean {
  if (value === undefined || !/^\s*[-+.\d]/.test(value)) return false;
  const number = Number.parseFloat(value) / (value.includes("%") ? 100 : 1);
  return number <= most;
}

function lengths(value: string | undefined): number[] {
  return value === undefined ? [] : lengthsIn(value);
}

function isAway(value: string | undefined): boolean {
  return lengths(value).some((size) => size <= -AWAY || size >= 5_000);
}

function isFar(value: string | undefined): boolean {
  return lengths(value).some((size) => Math.abs(size) >= 2_000);
}

function prefixed(name: string, value: Value): string {
  const own = value(name);
  return own === undefined ? "" : `${name}(${own})`;
}

function movesAway(transform: string): boolean {
  if (/scale(?:3d|x|y)?\(\s*(?:0*\.?0+)\s*[,)\s]/.test(transform)) return true;
  const moved = /translate(?:3d|x|y)?\(([^)]*\)?)\)/.exec(transform)?.[1];
  return moved !== undefined && lengthsIn(moved.replace(/[-+.\d]+%/g, "0")).some((size) => Math.abs(size) >= 1_000);
}

function clipsAll(clip: string | undefined): boolean {
  const sides = /^rect\(([^)]*)\)/.exec(clip ?? "")?.[1];
  if (sides === undefined || sides.includes("auto")) return false;
  const [top = 0, right = 0, bottom = 0, left = 0] = lengthsIn(sides);
  return right - left <= 1 || bottom - top <= 1;
}

function cutsAll(path: string | undefined): boolean {
  if (path === undefined) return false;
  const inset = /^inset\(\s*(\d+)(?:\.\d+)?%/.exec(path)?.[1];
  if (inset !== undefined) return Number(inset) >= 50;
  return /^circle\(\s*0(?:px|%)?[\s)]|^polygon\(\s*(?:0(?:px|%)?\s+0(?:px|%)?\s*,?\s*)+\)/.test(path);
}

function overflowOf(value: Value): string {
  return `${value("overflow") ?? ""} ${value("overflow-x") ?? ""} ${value("overflow-y") ?? ""}`;
}

function isPoint(size: string | undefined): boolean {
  const length = size === undefined || (size.includes("%") && !/^0*\.?0*%/.test(size)) ? undefined : lengthOf(size);
  return length !== undefined && Math.abs(length) <= 1;
}

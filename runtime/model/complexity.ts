import type { JsonSchema } from "./port.ts";

export type Asked = { readonly instructions?: string; readonly schema?: JsonSchema; readonly text: string };

/** What each trait adds at most, and the size at which it does. The parts sum to 1. */
const WEIGHTS = {
  text: { weight: 0.3, full: 80_000 },
  properties: { weight: 0.3, full: 40 },
  depth: { weight: 0.2, full: 5 },
  instructions: { weight: 0.2, full: 2_000 },
} as const;

/**
 * How hard a question is, from 0 to 1: a weighted sum of the page's length (30 %, full at 80,000 units), the schema's
 * properties (30 %, full at 40) and nesting (20 %, full at 5 levels), and the instructions' length (20 %, full at 2,000).
 */
export function complexity({ instructions = "", schema, text }: Asked): number {
  const shape = shapeOf(schema);
  const sizes = { text: text.length, instructions: instructions.length, ...shape };
  return Object.entries(WEIGHTS).reduce(
    (sum, [trait, { weight, full }]) => sum + weight * Math.min(1, sizes[trait as keyof typeof WEIGHTS] / full),
    0,
  );
}

function shapeOf(schema: unknown, level = 0): { properties: number; depth: number } {
  if (typeof schema !== "object" || schema === null || level > 20) return { properties: 0, depth: 0 };
  const { properties, items, anyOf } = schema as Record<string, unknown>;
  const named = typeof properties === "object" && properties !== null ? Object.values(properties) : [];
  const inner = [...named, items, ...(Array.isArray(anyOf) ? anyOf : [])].map((child) => shapeOf(child, level + 1));
  return {
    properties: named.length + inner.reduce((sum, shape) => sum + shape.properties, 0),
    depth: (named.length > 0 || items ? 1 : 0) + Math.max(0, ...inner.map((shape) => shape.depth)),
  };
}

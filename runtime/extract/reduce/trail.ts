import type { DomElement } from "./dom.ts";

const PLAIN = /^[a-z][a-z0-9-]*$/;

/** The way from the root of a walk to the element it has come to. */
export class Trail {
  private readonly paths: string[] = [];
  /** How many children of each element on the way have begun. */
  private readonly counts: number[] = [0];

  /** How many elements stand on the way, the root included. */
  get depth(): number {
    return this.paths.length;
  }

  /** The way as a CSS selector that fits no other element. */
  get path(): string {
    return this.paths.at(-1) ?? "";
  }

  enter({ localName }: DomElement): void {
    const parent = this.paths.at(-1);
    const place = (this.counts[this.depth] ?? 0) + 1;
    const name = PLAIN.test(localName) ? localName : "*";
    this.counts[this.depth] = place;
    this.paths.push(parent === undefined ? name : `${parent} > ${name}:nth-child(${place})`);
    this.counts[this.depth] = 0;
  }

  leave(): void {
    this.paths.pop();
  }
}

import { describe, expect, test } from "vitest";
import { reducePage } from "../../../../runtime/extract/reduce/reduce.ts";
import { pageOf } from "../fixture.ts";

const read = (html: string) => reducePage(pageOf(html)).text;
const shown = "<p>seen</p>";

describe("what a page's styles show is read", () => {
  test.each([
    ["<p style='color:#fff;background:#000'>too</p>"],
    ["<div style='background:#222'><p style='color:#fff'>too</p></div>"],
    ["<div style='background-image:url(night.jpg)'><p style='color:#fff'>too</p></div>"],
    ["<body bgcolor=black><p>seen</p><font color=white>too</font>"],
    ["<div style='color:#fff'><p style='color:#333'>too</p></div>"],
    ["<ul style='font-size:0'><li style='font-size:16px'>too</li></ul>"],
    ["<div style='visibility:hidden'><p style='visibility:visible'>too</p></div>"],
    ["<style>@media print{.x{display:none}}</style><p class=x>too</p>"],
    ["<style media=print>.x{display:none}</style><p class=x>too</p>"],
    ["<style>@media (max-width: 600px){.x{display:none}}</style><p class=x>too</p>"],
    ["<style>.x{display:none}@media (min-width: 60em){.x{display:block}}</style><p class=x>too</p>"],
    ["<style>.x{display:none}.y{display:block}</style><p class='x y'>too</p>"],
    ["<style>#y{display:block}.x{display:none}</style><p class=x id=y>too</p>"],
    ["<style>.x{display:none}</style><p class=x style='display:block'>too</p>"],
    ["<style>.x:hover{display:none}</style><p class=x>too</p>"],
    ["<style>.a > .x{display:none}</style><div class=a><div><p class=x>too</p></div></div>"],
    ["<noscript><style>.x{display:none}</style></noscript><p class=x>too</p>"],
    ["<style>@keyframes k{from{opacity:0}to{opacity:1}}</style><p>too</p>"],
    ["<link rel=stylesheet href=/dark.css><style>.x{color:#fff}</style><p class=x>too</p>"],
    ["<p style='position:absolute;left:-20px'>too</p>"],
    ["<p style='transform:translate(-50%,-50%)'>too</p>"],
    ["<p style='height:0'>too</p>"],
    ["<p style='line-height:1;overflow:hidden'>too</p>"],
    ["<p style='clip-path:inset(5%)'>too</p>"],
    ["<p style='color:transparent;-webkit-background-clip:text;background:linear-gradient(red,blue)'>too</p>"],
    ["<p style='opacity:.9;font-size:.9em;margin-left:-20px'>too</p>"],
  ])("%s", (html) => {
    expect(read(html.startsWith("<body") ? html : `${shown}${html}`)).toBe("seen\ntoo");
  });
});

describe("what a page's styles hide is not read", () => {
  test.each([
    ["<style>@media (min-width: 300px){.x{display:none}}</style><p class=x>too</p>"],
    ["<style>.x{display:none}</style><style>.x{color:red}</style><p class=x>too</p>"],
    ["<style>.x{display:none!important}.y{display:block}</style><p class='x y'>too</p>"],
    ["<style>[data-k^=sec]{display:none}</style><p data-k=secret>too</p>"],
    ["<style>div p.x{visibility:hidden}</style><div><section><p class=x>too</p></section></div>"],
    ["<style>p ~ p{display:none}</style><p>too</p>"],
    ["<style>p:not(:first-of-type){opacity:0}</style><p>too</p>"],
    ["<style>body{background:#123456}.x{color:#123456}</style><p class=x>too</p>"],
    ["<p style='position:absolute;left:calc(-1 * 9999px)'>too</p>"],
    ["<p style='color:hsl(0,0%,100%)'>too</p>"],
    ["<p style='position:fixed;inset:-4000px auto auto 0'>too</p>"],
    ["<p style='color:rgba(0,0,0,0)'>too</p>"],
    ["<div style='color:white'><div><p><b>too</b></p></div></div>"],
  ])("%s", (html) => {
    expect(read(`${shown}${html}`)).toBe("seen");
  });
});

test("a page that hides all of itself until its scripts have run is read", () => {
  const words = "<p>The ferry crosses the lake again after a winter in the yard.</p>".repeat(30);
  expect(read(`<div id=app style='opacity:0'>${words}</div>`)).toContain("ferry crosses");
  expect(read(`<style>#app{display:none}</style><main><div id=app>${words}</div></main>`)).toContain("ferry crosses");
  expect(
    read(`<div><p>${"There is something else to read. ".repeat(9)}</p><div style='opacity:0'>${words}</div></div>`),
  ).not.toContain("ferry crosses");
});

describe("stylesheets that are made to take long", () => {
  test.each([
    [
      "rules for everything",
      `<style>${"b{display:none}p b{opacity:0}".repeat(1_500)}</style>${"<b>x</b>".repeat(3_000)}`,
    ],
    ["blocks without an end", `<style>${"@media screen{".repeat(60_000)}</style>x`],
    ["a selector without an end", `<style>${"a ".repeat(200_000)}{display:none}</style><a>x</a>`],
    ["a style without an end", `<p style="left:${"calc(-1*".repeat(50_000)}">x</p>`],
  ])("%s", (_, html) => {
    const started = performance.now();
    read(html);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

// The timeline: every event has its place in the list and its mark in the drawing, and nothing is told by colour alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dossier, emulate, json, pages, plain, schemes, useBrowser, visit, within } from "./lib.mjs";

useBrowser();

const timeline = json("data/timeline.json");
const lists = pages.filter((page) => page.kind === "timeline");
const whole = lists.filter((page) => lists.filter((other) => other.lang === page.lang).length === 1);

test("the dossier has a timeline, complete, in each language", () => {
  assert.notEqual(timeline.events.length, 0);
  assert.equal(timeline.is_complete, true);
  assert.deepEqual(lists.map((page) => page.lang).sort(), [...dossier.languages].sort());
});

/** The rows of the list as the reader meets them. */
const rows = (page) => page.$$eval("ol.timeline > li", (list) => list.map((li) => ({
  id: li.id,
  number: Number(li.querySelector(".when b").textContent),
  value: li.value,
  kind: li.className,
  text: li.textContent,
  status: li.querySelector(".when .status")?.textContent,
  links: Array.from(li.querySelectorAll("a"), (a) => a.href),
  outcome: li.querySelector(".outcome")?.textContent,
  reason: li.querySelector("details")?.textContent,
})));

/** The marks of the drawing: number, target, shape, fill, and where it lies. */
const marks = (page) => page.$$eval(".axis > svg > a", (list) => list.map((a) => {
  const shape = a.querySelector("[class^=mark-]");
  const box = shape.getBoundingClientRect();
  return {
    href: a.getAttribute("href"),
    stop: a.tabIndex,
    number: Number(a.querySelector("text").textContent),
    kind: shape.getAttribute("class").slice("mark-".length),
    tag: shape.localName,
    fill: shape.getAttribute("fill"),
    left: box.left,
    middle: box.top + box.height / 2,
  };
}));

for (const scheme of schemes) {
  for (const { path, lang } of whole) {
    test(`${path} tells every event and every letter, with its passage, over ${scheme}`, async () => {
      await visit(path, { scheme }, async (page) => {
        const found = new Map((await rows(page)).map((row) => [row.id, row]));
        assert.equal(found.size, timeline.events.length + dossier.letters.length);
        for (const event of timeline.events) {
          const row = found.get(`event-${event.id}`);
          assert.ok(row, `a row for ${event.id}`);
          assert.ok(plain(row.text).includes(plain(event.text[lang])), event.id);
          assert.ok(plain(row.text).includes(plain(event.passage.quote[lang])), event.id);
          assert.ok(row.links.some((href) => `${within(href)}${new URL(href).hash}` === event.passage.path[lang]), event.id);
          assert.equal(Boolean(row.status), event.status === "expected", `${event.id}: in words that it was expected`);
          assert.equal(Boolean(row.outcome), event.status === "expected", `${event.id}: what became of it`);
          if (event.reason[lang]) assert.ok(plain(row.reason).includes(plain(event.reason[lang])), event.id);
        }
        for (const letter of dossier.letters) assert.equal(found.get(`letter-${letter.id}`)?.kind, "is-letter");
      });
    });
  }
}

for (const { path } of whole) {
  test(`${path} numbers its rows, and the drawing has the same ones in the same order`, async () => {
    await visit(path, {}, async (page) => {
      const list = await rows(page);
      assert.deepEqual(list.map((row) => row.number), list.map((row, idx) => idx + 1));
      assert.deepEqual(list.map((row) => row.value), list.map((row) => row.number));
      const drawn = await marks(page);
      assert.deepEqual(drawn.map((mark) => [mark.number, mark.href]), list.map((row) => [row.number, `#${row.id}`]));
      assert.ok(drawn.every((mark, idx) => idx === 0 || drawn[idx - 1].middle < mark.middle), "one below the other");
      assert.ok(drawn.every((mark) => mark.stop === -1), "no link of the drawing is a stop of the keyboard");
    });
  });

  test(`${path} tells by shape what is a letter, what happened and what was expected`, async () => {
    await visit(path, {}, async (page) => {
      const list = await rows(page);
      const kinds = { "is-letter": "letter", "is-event": "happened", "is-expected": "expected" };
      for (const [idx, mark] of (await marks(page)).entries()) {
        assert.equal(mark.kind, kinds[list[idx].kind], list[idx].id);
        assert.equal(mark.fill, mark.kind === "expected" ? "none" : "currentColor", list[idx].id);
        if (mark.tag === "circle") assert.notEqual(mark.kind, "letter", "a letter is square");
      }
      const key = await page.$$eval(".axis figcaption li", (items) => items.map((li) => [li.querySelectorAll("svg").length, li.textContent.trim()]));
      assert.ok(key.length >= 3 && key.every(([n, words]) => n === 1 && words !== ""), "the key says each shape in words");
    });
  });

  test(`${path} has an arrow from each expectation to what became of it`, async () => {
    await visit(path, {}, async (page) => {
      const told = timeline.events.filter((event) => event.outcome?.event);
      assert.notEqual(told.length, 0);
      const arrows = await page.$$eval(".axis line.outcome", (lines) => lines.map((line) => {
        const box = line.getBoundingClientRect();
        return { top: box.top, bottom: box.bottom };
      }));
      assert.equal(arrows.length, told.length);
      const drawn = await marks(page);
      const middle = (id) => drawn.find((mark) => mark.href === `#event-${id}`).middle;
      for (const event of told) {
        const [top, bottom] = [middle(event.id), middle(event.outcome.event)].sort((one, other) => one - other);
        assert.ok(arrows.some((arrow) => top < arrow.top && arrow.bottom < bottom && top + 12 > arrow.top), event.id);
      }
      for (const row of (await rows(page)).filter((row) => told.some((event) => row.id === `event-${event.id}`))) {
        const { outcome } = timeline.events.find((event) => row.id === `event-${event.id}`);
        assert.ok(row.links.some((href) => new URL(href).hash === `#event-${outcome.event}`), row.id);
      }
    });
  });

  for (const width of [320, 360, 560, 1280]) {
    test(`${path} draws inside its width, in readable letters, at ${width} px`, async () => {
      await visit(path, { width }, async (page) => {
        const faults = await page.$eval(".axis > svg", (svg) => {
          const frame = svg.getBoundingClientRect();
          const texts = Array.from(svg.querySelectorAll("text")).filter((text) => text.checkVisibility());
          const small = texts.filter((text) => parseFloat(getComputedStyle(text).fontSize) < 10);
          const shapes = [...texts, ...svg.querySelectorAll("[class^=mark-], line")];
          const out = shapes.filter((shape) => {
            const box = shape.getBoundingClientRect();
            return box.left < frame.left - 1 || frame.right + 1 < box.right || frame.bottom + 1 < box.bottom;
          });
          const years = texts.filter((text) => text.parentElement === svg).map((text) => text.getBoundingClientRect());
          const crowded = years.filter((box, idx) => idx > 0 && box.left < years[idx - 1].right);
          return [small, out].flat().map((element) => element.outerHTML).concat(crowded.map((box) => `years meet at ${box.left}`));
        });
        assert.deepEqual(faults, []);
      });
    });
  }

  test(`${path} draws in the text's colour, also in dark and in forced colours`, async () => {
    await visit(path, {}, async (page) => {
      for (const wishes of [{}, { "prefers-color-scheme": "dark" }, { "forced-colors": "active" }]) {
        await emulate(page, wishes);
        const colours = await page.$eval(".axis", (figure) => {
          const { color, backgroundColor } = getComputedStyle(document.body);
          const used = Array.from(figure.querySelectorAll("svg *"), (shape) => {
            const { fill, stroke } = getComputedStyle(shape);
            // A label has an edge of paper, so that no line runs through it.
            const isLabel = stroke === backgroundColor && shape.matches(".axis > svg text");
            return [fill, isLabel ? "none" : stroke].filter((colour) => colour !== "none");
          });
          return [color, ...new Set(used.flat())];
        });
        assert.deepEqual(colours.slice(1), [colours[0]], JSON.stringify(wishes));
      }
    });
  });

  test(`${path} keeps its years apart at 320 px, however a reader spaces letters`, async () => {
    await visit(path, { width: 320 }, async (page) => {
      const gaps = await page.$eval(".axis > svg", (svg) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }");
        document.adoptedStyleSheets.push(sheet);
        const years = [...svg.children].filter(({ localName }) => localName === "text").map((text) => text.getBoundingClientRect());
        return years.slice(1).map(({ left }, at) => left - years[at].right);
      });
      assert.ok(gaps.length > 3 && gaps.every((gap) => gap >= 1), `between the years, in px: ${gaps}`);
    });
  });

  test(`${path} leads from a mark to its row, without a script`, async () => {
    await visit(path, { script: false }, async (page) => {
      const last = (await marks(page)).at(-1);
      const at = await page.$eval(`.axis > svg > a[href="${last.href}"] [class^=mark-]`, (shape) => {
        shape.scrollIntoView();
        const box = shape.getBoundingClientRect();
        return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      });
      await page.mouse.click(at.x, at.y);
      for (let turn = 0; turn < 600 && !page.url().includes("#"); turn += 1) await new Promise((done) => setTimeout(done, 50));
      assert.equal(new URL(page.url()).hash, last.href);
    });
  });
}

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open, report } from "./browser.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
let browser, url;

before(async () => {
  url = report();
  browser = await launch();
});
after(() => browser.close());

const shown = (page, selector) => page.locator(`${selector}:visible`).count();

test("filters by verdict, source, name and text, and lets go again", async () => {
  const { page, trouble, close } = await open(browser, url, { viewport: sizes.desktop });
  const all = await shown(page, ".card.fact");
  for (const verdict of ["updated", "compatible", "agree", "single"]) await page.locator(`.chip.${verdict}`).click();
  const conflicts = await shown(page, ".card.fact");
  assert.ok(conflicts > 0 && conflicts < all);
  assert.equal(await shown(page, ".card.fact.conflict"), conflicts);
  assert.equal(await shown(page, ".matrix tbody tr"), conflicts, "the comparison follows");
  await page.locator("#reset").click();
  assert.equal(await shown(page, ".card.fact"), all);

  await page.locator("#by-source").selectOption({ index: 1 });
  const source = await page.locator("#by-source option:checked").textContent();
  for (const card of await page.locator(".card.fact:visible").all()) {
    assert.ok((await card.textContent()).includes(source));
  }
  assert.ok((await shown(page, ".card.fact")) < all);
  await page.locator("#reset").click();

  await page.locator("#by-text").fill("４６３億"); // full width: folded
  await page.waitForTimeout(300);
  const found = await page.locator(".card.fact:visible").all();
  assert.ok(found.length > 0 && found.length < all);
  for (const card of found) assert.ok((await card.textContent()).includes("463億"));
  assert.match(await page.locator("#count").textContent(), /^\d+件中\d+件$/);
  await page.locator("#by-text").press("Escape");
  await page.locator("#by-entity").selectOption({ index: 2 });
  assert.ok((await shown(page, ".card.fact")) < all);
  assert.deepEqual(trouble, []);
  await close();
});

test("leads from a conflict to the words in the article and back", async () => {
  const { page, trouble, close } = await open(browser, url, { viewport: sizes.desktop });
  await page.locator(".first .look").first().click();
  const fact = page.locator(".card.fact:target");
  assert.equal(await fact.count(), 1);
  const quote = fact.locator(".evidence li").first();
  const surface = await quote.locator("mark").textContent();
  await quote.locator(".place a").click();
  const mark = page.locator(".text .body :target");
  assert.equal(await mark.textContent(), surface);
  await page.waitForTimeout(200); // the page settles
  const box = await mark.boundingBox();
  assert.ok(box.y > 0 && box.y < sizes.desktop.height, "the words are in view");
  await mark.hover();
  const tip = page.locator("#tip");
  assert.ok(await tip.isVisible());
  assert.match(await tip.textContent(), /矛盾/);
  await mark.click();
  assert.equal(await page.locator(".card.fact:target").count(), 1);
  assert.deepEqual(trouble, []);
  await close();
});

test("a link to something the filter hides shows it", async () => {
  const { page, trouble, close } = await open(browser, url, { viewport: sizes.desktop });
  const id = await page.locator(".card.fact.conflict").first().getAttribute("id");
  await page.locator(".chip.conflict").click();
  assert.equal(await page.locator(`#${id}`).isVisible(), false);
  await page.evaluate((id) => { location.hash = id; }, id);
  await page.waitForTimeout(50);
  assert.equal(await page.locator(`#${id}`).isVisible(), true);
  const single = await page.locator("#singles tbody tr").first().getAttribute("id");
  await page.evaluate((id) => { location.hash = id; }, single);
  await page.waitForTimeout(50);
  assert.equal(await page.locator(`#${single}`).isVisible(), true, "a closed list opens");
  assert.deepEqual(trouble, []);
  await close();
});

test("works from the keyboard", async () => {
  const { page, trouble, close } = await open(browser, url, { viewport: sizes.desktop });
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "by-text");
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  const first = await page.evaluate(() => location.hash);
  assert.match(first, /^#fact-/);
  await page.keyboard.press("n");
  assert.notEqual(await page.evaluate(() => location.hash), first);
  await page.keyboard.press("p");
  assert.equal(await page.evaluate(() => location.hash), first);
  await page.locator(".body").first().locator("mark, .mark").first().focus();
  assert.ok(await page.locator("#tip").isVisible());
  const before = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.matches(".body mark, .body .mark")), true);
  await page.keyboard.press("ArrowLeft");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), before);
  assert.deepEqual(trouble, []);
  await close();
});

test("a tap on a telephone shows the value", async () => {
  const { page, trouble, close } = await open(browser, url, { viewport: sizes.phone, hasTouch: true, isMobile: true });
  await page.locator(".body mark.entity").first().tap();
  assert.ok(await page.locator("#tip").isVisible());
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
  assert.deepEqual(trouble, []);
  await close();
});

test("is read without a script", async () => {
  const { page, trouble, close } = await open(browser, url, { viewport: sizes.desktop, javaScriptEnabled: false });
  assert.equal(await page.locator("#filter").isVisible(), false, "what cannot work is not shown");
  assert.ok((await shown(page, ".matrix tbody tr")) > 10);
  assert.ok((await shown(page, ".card.fact")) > 10);
  assert.ok((await shown(page, ".card.text")) > 10);
  assert.ok(await page.locator(".body mark[title]").count() > 10, "values are in the browser's own bubbles");
  await page.locator(".card.fact.conflict .place a").first().click();
  const box = await page.locator(".body :target").boundingBox();
  assert.ok(box.y > 0 && box.y < sizes.desktop.height, "a link leads to the words");
  assert.deepEqual(trouble, []);
  await close();
});

for (const [name, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing serious: ${name}, ${colorScheme}`, async () => {
      const { page, trouble, close } = await open(browser, url, { viewport, colorScheme });
      await page.locator("#singles summary").click();
      await page.evaluate(axe); // the page's policy lets in no script; the debugger's door is another
      const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      const grave = violations.filter((v) => ["serious", "critical"].includes(v.impact));
      assert.deepEqual(grave.map((v) => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 200), v.nodes[0].failureSummary]), []);
      assert.deepEqual(trouble, []);
      await close();
    });
  }
}

test("a hostile article changes nothing in how the page behaves", async () => {
  const corpus = mkdtempSync(join(tmpdir(), "totsugo-hostile-"));
  const evil = "</script></style><script>document.title='owned';alert(1)</script><img src=http://example.invalid/x onerror=alert(2)>" +
    "<style>*{display:none!important}</style>\u202e";
  const article = (sum) => `---\ntitle: '${evil}'\nsource: '${evil}${sum}'\npublished: 2018-01-27\n---\n青波市は26日、橋の工費を${sum}円とした。${evil}`;
  writeFileSync(join(corpus, "a.txt"), article("12億"));
  writeFileSync(join(corpus, "b.md"), article("21億"));
  writeFileSync(join(corpus, "c.txt"), `${evil}\n橋の工費は12億円` + "で話はまだまだ続く<b>".repeat(330_000) + "橋の工費は12億円");
  const { page, trouble, close } = await open(browser, report(corpus), { viewport: sizes.desktop });
  assert.equal(await page.title(), "突合レポート");
  assert.ok(await page.locator("#overview").isVisible());
  assert.equal(await page.locator("img, iframe, object, main script, main style").count(), 0);
  const direction = await page.evaluate(() => getComputedStyle(document.querySelector("main")).direction);
  assert.equal(direction, "ltr");
  await page.locator("#by-text").fill("12億");
  await page.waitForTimeout(300);
  assert.ok((await shown(page, ".fact, .text")) > 0);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
  assert.deepEqual(trouble, []);
  await close();
});

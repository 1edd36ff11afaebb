// Pictures of every section to look at: node shots.js FOLDER [CORPUS]
import { mkdirSync } from "node:fs";
import { launch, open, report } from "./browser.js";

const [folder = "shots", corpus, ...options] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const url = report(corpus, ...options);
const browser = await launch();
for (const [name, width, height, colorScheme] of [
  ["desktop", 1280, 900, "light"], ["dark", 1280, 900, "dark"], ["phone", 390, 844, "light"], ["phone-dark", 390, 844, "dark"],
]) {
  const { page, trouble, close } = await open(browser, url, { viewport: { width, height }, colorScheme });
  for (const section of await page.locator("main > section").all()) {
    const id = await section.getAttribute("id");
    await page.evaluate((id) => { document.getElementById(id).scrollIntoView(); scrollBy(0, -80); }, id);
    await page.waitForTimeout(100);
    await page.screenshot({ path: `${folder}/${name}-${id}.png` });
  }
  if (name === "desktop") await page.pdf({ path: `${folder}/print.pdf`, preferCSSPageSize: true });
  for (const line of trouble) console.error(name, line);
  await close();
}
await browser.close();

// A browser that knows nothing and reaches nothing, and a report to open in it.
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(import.meta.dirname, "../..");
const binary = process.env.TOTSUGO ?? join(root, "target/release/totsugo");

/** Runs totsugo over a folder of articles; returns the report's address. */
export function report(corpus = join(root, "corpus"), ...options) {
  const out = join(mkdtempSync(join(tmpdir(), "totsugo-")), "output");
  execFileSync(binary, ["run", "--quiet", "--output", out, ...options, corpus], { cwd: root });
  return pathToFileURL(join(out, "report.html")).href;
}

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });

/** Opens a page and collects what must not happen: console messages, errors, requests for anything but the page. */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const trouble = [];
  page.on("console", (message) => trouble.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => trouble.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { trouble.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    const to = request.url();
    if (to.split("#")[0] !== url && !to.startsWith("data:")) trouble.push(`request: ${to}`);
  });
  await page.goto(url);
  return { page, trouble, close: () => context.close() };
}

// Uses report pages in a real browser: browser.mjs CHROMIUM PLAIN.html HOSTILE.html...
//
// On the plain page: filters, keys, and the jumps from a finding into the text and back. On the hostile pages: no script of the texts
// runs, and nothing is asked of a network.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const { chromium } = createRequire(process.env.MODULES + "/")("playwright-core");
const [executablePath, plain, ...hostile] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let failures = 0;
const expect = (what, got, wanted) => {
  if (got !== wanted) {
    console.log(`${what}: ${got}, not ${wanted}`);
    failures += 1;
  }
};

async function open(path) {
  const page = await browser.newPage();
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(`script error: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("dialog", (dialog) => { troubles.push("a dialog"); dialog.dismiss(); });
  page.on("request", (request) => request.url().startsWith("file:") || troubles.push(`asks for ${request.url()}`));
  await page.goto(pathToFileURL(path).href, { timeout: 240_000, waitUntil: "domcontentloaded" });
  return { page, troubles };
}

const { page, troubles } = await open(plain);
const visible = () => page.locator(".finding:visible").count();
const all = await visible();
await page.uncheck("input[value=contradiction]");
expect("findings without contradictions", await visible(), all - (await page.locator(".finding.contradiction").count()));
await page.check("input[value=contradiction]");
await page.selectOption("[name=source]", { index: 2 });
expect("a source filter hides something", (await visible()) < all, true);
await page.selectOption("[name=source]", "");
await page.keyboard.press("Escape");
await page.locator("h1").click();
await page.keyboard.press("/");
await page.keyboard.type("no such words anywhere");
expect("a search for nothing", await visible(), 0);
await page.keyboard.press("Escape");
await page.keyboard.press("a");
expect("all findings after a", await visible(), all);
await page.keyboard.press("?");
expect("the keys after ?", await page.locator(".keys dl").isVisible(), true);
await page.keyboard.press("?");
await page.keyboard.press("j");
await page.keyboard.press("j");
expect("the second finding after j j", await page.evaluate(() => document.activeElement.id), "f2");
await page.keyboard.press("Enter");
expect("Enter leads into a text", await page.evaluate(() => document.querySelector("mark:target") !== null), true);
const first = await page.evaluate(() => location.hash);
await page.keyboard.press("Enter");
expect("Enter again leads to the next quotation", (await page.evaluate(() => location.hash)) !== first, true);
await page.keyboard.press("b");
expect("b leads back", await page.evaluate(() => location.hash), "#f2");
await page.locator("mark + .back").first().click();
expect("a mark leads to its finding", await page.evaluate(() => document.querySelector(".finding:target") !== null), true);
for (const width of [1280, 480]) {
  await page.setViewportSize({ width, height: 800 });
  const room = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(`pixels too wide at ${width}`, room, 0);
}
await page.emulateMedia({ media: "print" });
expect("filters on paper", await page.locator(".filters").isVisible(), false);
expect("findings on paper", await visible(), all);
expect("troubles", troubles.join("; "), "");

for (const path of hostile) {
  const { page, troubles } = await open(path);
  expect(`${path}: troubles`, troubles.join("; "), "");
  await page.close();
}
await browser.close();
console.log(`${1 + hostile.length} pages used in a browser, ${failures} failures`);
process.exit(failures ? 1 : 0);

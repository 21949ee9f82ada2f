// Uses report pages in a real browser: browser.mjs CHROMIUM PLAIN.html HOSTILE.html...
//
// On the plain page: the list with its groups and order, filters, keys, and the jumps from a finding into the text and back. On the hostile pages: no script of the texts
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
const visible = () => page.locator(".row:visible").count();
const texts = () => page.locator(".text:visible").count();
const current = () => page.evaluate(() => document.querySelector(".finding.current")?.id);
const settle = () => page.waitForTimeout(800);
await page.setViewportSize({ width: 1400, height: 500 });
const [all, allTexts] = [await visible(), await texts()];
expect("a row for each finding", all, await page.locator(".finding").count());
expect("the first finding is in view, alone", await page.locator(".finding:visible").count(), 1);
await page.uncheck("input[value=contradiction]");
expect("findings without contradictions", await visible(), all - (await page.locator(".finding.contradiction").count()));
await page.check("input[value=contradiction]");
await page.selectOption("[name=source]", { index: 2 });
expect("a source filter hides findings", (await visible()) < all, true);
expect("and all texts but one", await texts(), 1);
await page.selectOption("[name=source]", "");
for (const by of ["story", "constraint", ""]) {
  await page.selectOption("[name=group]", by);
  expect(`findings by ${by}`, await visible(), all);
}
await page.selectOption("[name=sort]", "severity");
const severities = await page.locator(".row .severity").allInnerTexts();
const rank = (name) => ["error", "warning", "note"].indexOf(name);
expect("the severe first", severities.join(), [...severities].sort((one, other) => rank(one) - rank(other)).join());
await page.selectOption("[name=sort]", "");
await page.selectOption("[name=group]", "entity");
await page.evaluate(() => document.activeElement.blur());
await page.keyboard.press("z");
expect("findings in folded groups", await visible(), 0);
await page.keyboard.press("z");
expect("findings in unfolded groups", await visible(), all);
await page.keyboard.press("/");
await page.keyboard.type("no such words anywhere");
expect("a search for nothing", (await visible()) + (await texts()), 0);
expect("says so", await page.locator(".none:visible").count(), 2);
await page.keyboard.press("Escape");
await page.keyboard.press("a");
expect("all findings after a", await visible(), all);
expect("all texts after a", await texts(), allTexts);
const keys = page.locator(".keys dl");
for (const [key, shown] of [["?", true], ["?", false], ["?", true], ["Escape", false]]) {
  await page.keyboard.press(key);
  expect(`the keys after ${key}`, await keys.isVisible(), shown);
}
await page.evaluate(() => (location.hash = "f1"));
await settle();
await page.keyboard.press("j");
expect("the second finding after j", await current(), "f2");
await page.keyboard.press("Enter");
await settle();
expect("Enter leads into a text", await page.evaluate(() => document.querySelector("mark:target") !== null), true);
const first = await page.evaluate(() => location.hash);
const places = () => page.evaluate(() => [scrollY, document.querySelector("main").scrollTop, document.querySelector(".rows").scrollTop].join());
const [before, text] = [await places(), await page.evaluate(() => document.querySelector("aside").scrollTop)];
await page.keyboard.press("Enter");
await settle();
expect("Enter again leads to the next quotation", (await page.evaluate(() => location.hash)) !== first, true);
expect("a jump scrolls the texts", (await page.evaluate(() => document.querySelector("aside").scrollTop)) !== text, true);
expect("and nothing else", await places(), before);
await page.keyboard.press("b");
expect("b leads back", await page.evaluate(() => location.hash), "#f2");
await page.locator("mark + .back").first().click();
await settle();
expect("a mark leads to its finding", `#${await current()}`, await page.evaluate(() => location.hash));
await page.keyboard.press("d");
const command = await page.evaluate(() => getSelection().toString());
expect("d copies the command", /^crossclaim review dismiss [0-9a-f]{12} \S+ --why ''$/.test(command), true);
for (const width of [1400, 800, 400]) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    const room = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(`pixels too wide at ${width}`, room, 0);
  }
}
await page.emulateMedia({ media: "print" });
expect("filters on paper", await page.locator(".filters").isVisible(), false);
expect("findings on paper", await page.locator(".finding:visible").count(), all);
expect("troubles", troubles.join("; "), "");

for (const path of hostile) {
  const { page, troubles } = await open(path);
  expect(`${path}: troubles`, troubles.join("; "), "");
  await page.close();
}
await browser.close();
console.log(`${1 + hostile.length} pages used in a browser, ${failures} failures`);
process.exit(failures ? 1 : 0);

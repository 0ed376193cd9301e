// Opens addresses in Firefox and prints what the tests judge, one JSON list on stdout.
// Arguments: Firefox, the folder of node_modules, width and height in pixels, addresses.
import { createRequire } from "node:module";

const [, , firefox, modules, width, height, ...addresses] = process.argv;
const puppeteer = createRequire(`${modules}/`)("puppeteer-core");
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: firefox,
  headless: true,
});

function measured() {
  const root = document.documentElement;
  const article = document.querySelector("article");
  return {
    title: document.title,
    heading: article?.querySelector("h1")?.innerText ?? "",
    overflow: root.scrollWidth - root.clientWidth,
    height: root.scrollHeight,
    failedFonts: [...document.fonts].filter((font) => font.status === "error").length,
    failedImages: [...document.images].filter((image) => image.complete && image.naturalWidth === 0).length,
    isStyled: getComputedStyle(document.body).fontFamily !== "serif",
  };
}

try {
  const found = [];
  for (const address of addresses) {
    const page = await browser.newPage();
    const complaints = [];
    page.on("console", (message) => {
      if (["error", "warn"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.setViewport({ width: Number(width), height: Number(height) });
    const answer = await page.goto(address, { waitUntil: "load" });
    const facts = await page.evaluate(measured);
    found.push({ address, status: answer.status(), complaints, ...facts });
    await page.close();
  }
  process.stdout.write(JSON.stringify(found));
} finally {
  await browser.close();
}

// What a reader does with epub.js, in words that the tests can send: open, turn, follow.

const PHONE = { width: 390, height: 700 };

/** Open the book as on a telephone; say what the engine understood of its tables. */
async function openBook() {
  const data = await (await fetch("/livre.epub")).arrayBuffer();
  window.book = ePub(data);
  await book.ready;
  window.shown = book.renderTo("ecran", { ...PHONE, flow: "paginated", spread: "none" });
  await shown.display();
  const flat = (entries) => entries.flatMap((entry) => [entry, ...flat(entry.subitems ?? [])]);
  return {
    title: book.packaging.metadata.title,
    spine: book.spine.spineItems.map((item) => item.href),
    contents: flat(book.navigation.toc).map((entry) => entry.href ?? ""),
    landmarks: book.navigation.landmarks.map((entry) => entry.href),
    pages: book.pageList.pageList.map((entry) => [String(entry.page), entry.href]),
  };
}

/** Turn every page of the book; return each as [chapter, page, number of pages]. */
async function turnPages() {
  const turned = [];
  await shown.display(book.spine.spineItems[0].href);
  for (;;) {
    const { start } = shown.currentLocation();
    turned.push([start.href, start.displayed.page, start.displayed.total]);
    if (start.index === book.spine.length - 1 && start.displayed.page === start.displayed.total)
      return turned;
    if (turned.length > 5000) throw new Error(`sans fin : ${start.href}`);
    await shown.next();
  }
}

/** Show a chapter; return its text, what leads out of it, its ids, and what the screen cuts. */
async function readChapter(href) {
  await shown.display(href);
  const inside = shown.getContents()[0].document;
  const rooms = shown.currentLocation().start.displayed.total;
  const links = [...inside.querySelectorAll("a[href]")].map((link) => link.getAttribute("href"));
  return {
    text: inside.body.textContent,
    links,
    // Where the engine itself would go, and where the thing is.
    ids: [...inside.querySelectorAll("[id]")].map((found) => [
      found.id,
      Math.floor(shown.getContents()[0].locationOf(`#${CSS.escape(found.id)}`).left / PHONE.width),
      found.getClientRects().length ? screenOf(found.getClientRects()[0]) : null,
    ]),
    ...measure(inside, rooms),
  };
}

const screenOf = (box) => Math.floor((box.left + 0.5) / PHONE.width);

/** Return what a chapter's screens cut off, and those that show nothing. */
function measure(inside, rooms) {
  const cut = [];
  const filled = new Set();
  const look = (boxes, name) => {
    for (const box of boxes) {
      if (!box.width || !box.height) continue;
      const screen = screenOf(box);
      filled.add(screen);
      const out =
        box.left < screen * PHONE.width - 0.5 ||
        box.right > (screen + 1) * PHONE.width + 0.5 ||
        box.top < -0.5 ||
        box.bottom > PHONE.height + 0.5 ||
        screen >= rooms;
      if (out) cut.push(`${name} ${JSON.stringify(box)}`);
    }
  };
  const texts = inside.createTreeWalker(inside.body, NodeFilter.SHOW_TEXT);
  const range = inside.createRange();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.data.trim()) continue;
    range.selectNodeContents(text);
    look(range.getClientRects(), text.data.trim().slice(0, 60));
  }
  for (const found of inside.querySelectorAll("img, svg, table, pre, math"))
    look(found.getClientRects(), `<${found.localName}>`);
  const empty = [...Array(rooms).keys()].filter((screen) => !filled.has(screen));
  return { cut, empty, rooms };
}

/** Click on a link of a chapter; say where the reader then is, once it is where it should be. */
async function follow([href, index, wanted]) {
  await shown.display(href);
  await isAt((place) => place.href === href && place.screen === 0);
  shown.getContents()[0].document.querySelectorAll("a[href]")[index].click();
  return isAt((place) => place.href === wanted.href && place.screen === wanted.screen);
}

/** Wait until the reader is at such a place, for two seconds at most; return where it is. */
async function isAt(expected) {
  for (let tries = 0; ; tries++) {
    const { start } = shown.currentLocation();
    const place = { href: start.href, screen: start.displayed.page - 1 };
    if (expected(place) || tries === 40) return place;
    await new Promise((done) => setTimeout(done, 50));
  }
}

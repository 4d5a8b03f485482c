(() => {
  "use strict";
  const one = (selector, inside = document) => inside.querySelector(selector);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const blocks = all(".block");
  const form = one("#filters");
  const search = one("#search");
  const figures = one("#only-figures");
  const moved = one("#only-moved");
  const section = one("#section");
  const importance = one("#importance");
  const whats = all("input[name=what]");
  const help = one("#help");
  const menu = one("#menu");
  const openedHere = new Set();
  let current = null;

  // ------------------------------------------------------------------ search

  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const texts = new Map(blocks.map((block) => [block, all(".words", block).map((words) => folded(words.textContent))]));

  const rangesOf = (words, wanted) => {
    const nodes = [];
    const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    let length = 0;
    while (walker.nextNode()) {
      nodes.push([walker.currentNode, length]);
      length += walker.currentNode.length;
    }
    const text = words.textContent.toLowerCase();
    if (text.length !== length) return [];
    const at = (place) => {
      const [node, start] = nodes.findLast((entry) => entry[1] <= place);
      return [node, place - start];
    };
    const found = [];
    for (let place = text.indexOf(wanted); place >= 0; place = text.indexOf(wanted, place + wanted.length)) {
      const range = new Range();
      range.setStart(...at(place));
      const [node, offset] = at(place + wanted.length - 1);
      range.setEnd(node, offset + 1);
      found.push(range);
    }
    return found;
  };

  const markHits = (shown, wanted) => {
    if (!("highlights" in CSS)) return;
    CSS.highlights.delete("hit");
    if (!wanted) return;
    const ranges = shown.flatMap((block) => all(".words", block).flatMap((words) => rangesOf(words, wanted)));
    CSS.highlights.set("hit", new Highlight(...ranges));
  };

  // ------------------------------------------------------------------ filters

  const isNarrowed = () =>
    search.value.trim() !== "" || figures.checked || (moved && moved.checked) || section.value !== "" ||
    importance.value !== "0" || whats.some((box) => !box.checked);

  const fits = (block, wanted, kinds) => {
    const data = block.dataset;
    const group = block.closest(".group");
    return kinds.has(data.what) &&
      Number(data.importance) >= Number(importance.value) &&
      (!figures.checked || "figures" in data) &&
      (!moved || !moved.checked || "moved" in data) &&
      (section.value === "" || (group !== null && group.dataset.sections.split(" ").includes(section.value))) &&
      (wanted === "" || texts.get(block).some((text) => text.includes(wanted)));
  };

  const showContainers = (narrowed, wanted) => {
    for (const stub of all(".stub")) {
      const block = document.getElementById(stub.dataset.of);
      stub.hidden = narrowed && (block === null || block.hidden);
    }
    for (const fold of all("details.same, details.aside")) {
      const own = all(".block", fold);
      const some = own.some((block) => !block.hidden);
      if (own.length) fold.hidden = narrowed && !some;
      if (wanted && some && !fold.open) {
        fold.open = true;
        openedHere.add(fold);
      } else if (!wanted && openedHere.delete(fold)) {
        fold.open = false;
      }
    }
    for (const group of all(".group")) {
      group.hidden = narrowed && !all(".block", group).some((block) => !block.hidden);
    }
    for (const cell of all(".heat i")) {
      const block = document.getElementById(`b${cell.dataset.block}`);
      cell.classList.toggle("off", block !== null && block.hidden);
    }
  };

  const apply = () => {
    const wanted = folded(search.value.trim());
    const kinds = new Set(whats.filter((box) => box.checked).map((box) => box.value));
    for (const block of blocks) block.hidden = !fits(block, wanted, kinds);
    const shown = blocks.filter((block) => !block.hidden);
    showContainers(isNarrowed(), wanted);
    markHits(shown, search.value.trim().toLowerCase());
    const state = one("#shown");
    const said = state.dataset.text.replace("{shown}", String(shown.length)).replace("{all}", String(blocks.length));
    state.textContent = shown.length ? said : state.dataset.none;
    one("#show-all").hidden = !isNarrowed();
  };

  const reset = () => {
    form.reset();
    document.body.classList.remove("no-facts");
    apply();
  };

  // ------------------------------------------------------------------ moving about

  const isSeen = (block) => !block.hidden && block.checkVisibility();

  const goTo = (block) => {
    if (current) current.classList.remove("current");
    current = block;
    block.classList.add("current");
    block.focus({ preventScroll: true });
    block.scrollIntoView({ block: "start" });
  };

  const step = (by) => {
    const stops = blocks.filter(isSeen);
    if (!stops.length) return;
    const from = current && isSeen(current) ? stops.indexOf(current) : -1;
    if (from >= 0) {
      goTo(stops[Math.min(stops.length - 1, Math.max(0, from + by))]);
      return;
    }
    const below = stops.findIndex((block) => block.getBoundingClientRect().top > 0);
    goTo(stops[below < 0 ? stops.length - 1 : Math.max(0, by > 0 ? below : below - 1)]);
  };

  const openTo = (id) => {
    const target = document.getElementById(id);
    if (target === null) return;
    if (target.closest(".block[hidden], .group[hidden], details[hidden]")) reset();
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const block = target.closest(".block");
    if (block && current !== block) {
      if (current) current.classList.remove("current");
      current = block;
      block.classList.add("current");
    }
    target.scrollIntoView({ block: "start" });
  };

  const toggleMore = () => {
    if (!current) return;
    const more = all(".foot details", current);
    const open = more.some((details) => !details.open);
    for (const details of more) details.open = open;
  };

  // ------------------------------------------------------------------ copying

  const markedText = (words) => {
    const copy = words.cloneNode(true);
    for (const gone of all("del", copy)) gone.replaceWith(`[-${gone.textContent}-]`);
    for (const come of all("ins", copy)) come.replaceWith(`{+${come.textContent}+}`);
    return copy.textContent;
  };

  const asText = (block) => [
    block.getAttribute("aria-label"),
    ...all(".par", block).map((par) => {
      const [edition, place] = [one(".where b", par), one(".where a", par)];
      return `${edition.textContent} ${place.textContent}: ${markedText(one(".words", par))}`;
    }),
  ].join("\n");

  const putOnClipboard = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const put = (event) => {
        event.clipboardData.setData("text/plain", text);
        event.preventDefault();
      };
      document.addEventListener("copy", put, { once: true });
      return document.execCommand("copy");
    }
  };

  const copyOut = async (some) => {
    if (await putOnClipboard(some.map(asText).join("\n\n"))) one("#shown").textContent = form.dataset.copied;
  };

  const copyShown = () => copyOut(blocks.filter((block) => !block.hidden && block.dataset.what !== "identical"));

  const offerCopies = () => {
    for (const foot of all(".foot")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = form.dataset.copy;
      button.addEventListener("click", () => copyOut([foot.closest(".block")]));
      foot.append(button);
    }
  };

  const escape = () => {
    if (help.open) help.close();
    else if (isNarrowed()) reset();
    if (document.activeElement === search) search.blur();
  };

  const actions = {
    "j": () => step(1),
    "k": () => step(-1),
    "/": () => search.focus(),
    "o": toggleMore,
    "f": () => { figures.checked = !figures.checked; apply(); },
    "c": () => { if (current) copyOut([current]); },
    "?": () => (help.open ? help.close() : help.showModal()),
  };

  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      escape();
      event.preventDefault();
      return;
    }
    const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
    if (typing || !one("#keys-on").checked || (help.open && event.key !== "?")) return;
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  };

  const onPhrase = (event) => {
    const phrase = event.target.closest(".shared");
    for (const lit of all(".shared.lit")) lit.classList.remove("lit");
    if (!phrase) return;
    const block = phrase.closest(".block");
    for (const same of all(`.shared[data-phrase="${phrase.dataset.phrase}"]`, block)) same.classList.add("lit");
  };

  const leaveRoom = () => {
    const room = [one("#heat"), form].filter((bar) => getComputedStyle(bar).position === "sticky");
    form.style.top = `${one("#heat").offsetHeight}px`;
    const height = room.reduce((sum, bar) => sum + bar.offsetHeight, 0);
    document.documentElement.style.scrollPaddingTop = `${height + 16}px`;
  };

  form.hidden = false;
  offerCopies();
  if (window.matchMedia("(max-width: 60rem)").matches) menu.open = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (event.target.id === "mark-facts") document.body.classList.toggle("no-facts", !event.target.checked);
    else apply();
  });
  one("#show-all").addEventListener("click", () => { reset(); search.focus(); });
  one("#copy-shown").addEventListener("click", copyShown);
  one("#open-help").addEventListener("click", () => help.showModal());
  one("#close-help").addEventListener("click", () => help.close());
  document.addEventListener("keydown", onKey);
  document.addEventListener("pointerover", onPhrase);
  one(".heat").addEventListener("click", (event) => {
    const cell = event.target.closest("i");
    if (!cell) return;
    event.preventDefault();
    openTo(`b${cell.dataset.block}`);
  });
  window.addEventListener("hashchange", () => openTo(decodeURIComponent(location.hash.slice(1))));
  new ResizeObserver(leaveRoom).observe(form);
  leaveRoom();
  if (location.hash.length > 1) openTo(decodeURIComponent(location.hash.slice(1)));
  apply();
})();

/* The page of a series: any two editions side by side, and one paragraph through all of them. */
(() => {
  "use strict";
  const one = (selector, inside = document) => inside.querySelector(selector);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("data");
  const said = read("said");
  const [ADDRESS, TEXT, SECTION, LINEAGE, ASIDE, PAGE] = [0, 1, 2, 3, 4, 5];
  const WHATS = ["added", "dropped", "rewritten", "edited", "figures", "identical"];
  const text = { lang: data.language, dir: one("[data-direction]").dataset.direction };

  /** An element with attributes and children; strings become text, never mark-up. */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
    element.append(...children.flat().filter((child) => child !== null));
    return element;
  };

  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // ------------------------------------------------------------------ paragraphs

  const paragraph = (edition, place) => data.editions[edition].paragraphs[place];
  const textOf = (edition, place) => data.texts[paragraph(edition, place)[TEXT]];

  const known = new Map();
  const atomsOf = (number) => {
    if (!known.has(number)) known.set(number, Words.atoms(data.texts[number], data.figures[number]));
    return known.get(number);
  };

  /** The atoms of several paragraphs in a row, each with the part that it stands in. */
  const joined = (edition, places) =>
    places.flatMap((place, part) => atomsOf(paragraph(edition, place)[TEXT]).map((atom) => ({ ...atom, part })));

  /** By part, ranges of text for runs of atoms given as [start, end, note]. */
  const ranges = (atoms, runs, kind, parts) => {
    const found = Array.from({ length: parts }, () => []);
    for (const [start, end, note] of runs) {
      for (let k = start; k < end; k += 1) {
        const { part, start: from, end: to } = atoms[k];
        const last = found[part][found[part].length - 1];
        if (k > start && last && atoms[k - 1].part === part) last.end = to;
        else found[part].push({ start: from, end: to, kind, note });
      }
    }
    return found.map((some) => some.sort((a, b) => a.start - b.start));
  };

  const mark = ({ kind, note }, words) =>
    kind === "shared"
      ? make("span", { class: "shared", "data-phrase": note }, words)
      : make(kind === "old" ? "del" : "ins", {}, words);

  const marked = (words, marks) => {
    const pieces = [];
    let place = 0;
    for (const each of marks) {
      pieces.push(words.slice(place, each.start), mark(each, words.slice(each.start, each.end)));
      place = each.end;
    }
    return [...pieces, words.slice(place)];
  };

  /** What differs between two sides, as ranges by part. */
  const marksOf = (what, before, after, oldParts, newParts) => {
    if (what === "identical") return [[], []];
    if (what === "rewritten") {
      const shared = Words.phrases(before, after);
      return [
        ranges(before, shared.map(([i, , n], k) => [i, i + n, k + 1]), "shared", oldParts),
        ranges(after, shared.map(([, j, n], k) => [j, j + n, k + 1]), "shared", newParts),
      ];
    }
    const changed = Words.changes(before, after);
    return [
      ranges(before, changed.map(([i, to]) => [i, to, 0]), "old", oldParts),
      ranges(after, changed.map(([, , j, to]) => [j, to, 0]), "new", newParts),
    ];
  };

  const relationOf = (oldEdition, olds, newEdition, news) => {
    const same = olds.length === news.length &&
      olds.every((place, k) => paragraph(oldEdition, place)[TEXT] === paragraph(newEdition, news[k])[TEXT]);
    return same ? "identical" : Words.relation(joined(oldEdition, olds), joined(newEdition, news), data.editedFrom);
  };

  const wayTo = (edition, place) => {
    const { home } = data.editions[edition];
    return home === null ? null : `${home[0]}#${home[1]}-${data.addresses[paragraph(edition, place)[ADDRESS]][1]}`;
  };

  const labelOf = (edition, place) => data.addresses[paragraph(edition, place)[ADDRESS]][0];

  const part = (edition, place, marks = [], { named = true } = {}) => {
    const page = paragraph(edition, place)[PAGE];
    const { name, document: official } = data.editions[edition];
    const shown = page ? fill(said.page, { n: page }) : "";
    return make("div", { class: "par" },
      make("p", { class: "where" },
        named ? make("b", {}, name) : null, named ? " " : null,
        make("a", { href: wayTo(edition, place) }, labelOf(edition, place)), " ",
        page ? (official ? make("a", { href: `${official}#page=${page}`, rel: "noreferrer" }, shown) : make("span", {}, shown)) : null),
      make("p", { class: "words", ...text }, marked(textOf(edition, place), marks)));
  };

  // ------------------------------------------------------------------ lineages

  const members = new Map();
  data.editions.forEach(({ paragraphs }, edition) => paragraphs.forEach((each, place) => {
    const life = each[LINEAGE];
    if (!members.has(life)) members.set(life, data.editions.map(() => []));
    members.get(life)[edition].push(place);
  }));

  /** By edition and paragraph, the closest relation to the edition before, where they were compared. */
  const came = data.editions.map((_, edition) => {
    const found = new Map();
    const pair = data.pairs[`${edition - 1}-${edition}`];
    if (pair) for (const [, news, what] of pair.linked) for (const place of news) found.set(place, what);
    return found;
  });

  /** What a lineage is in each edition: null, `first`, or how it relates to where it stood last. */
  const stations = (life) => {
    let last = -1;
    return members.get(life).map((places, edition) => {
      if (!places.length) return null;
      const before = last;
      last = edition;
      if (before < 0) return "first";
      const linked = before === edition - 1 ? places.map((place) => came[edition].get(place)) : [];
      const weight = ["identical", "figures", "edited", "rewritten"];
      if (linked.length && linked.every(Boolean)) return weight[Math.max(...linked.map((what) => weight.indexOf(what)))];
      return relationOf(before, members.get(life)[before], edition, places);
    });
  };

  const lifeShown = (life) => {
    let last = -1;
    const items = stations(life).map((what, edition) => {
      const { name } = data.editions[edition];
      if (what === null) return make("li", {}, make("div", { class: "when" }, make("b", {}, name)), make("div", { class: "gone" }, said.absent));
      const before = last;
      last = edition;
      const places = members.get(life)[edition];
      const olds = before < 0 ? [] : members.get(life)[before];
      const marks = before < 0 ? [] : marksOf(what, joined(before, olds), joined(edition, places), olds.length, places.length)[1];
      const gone = before < 0 || what === "rewritten" ? [] : goneWords(joined(before, olds), joined(edition, places), what);
      const same = what === "identical";
      return make("li", { class: what },
        make("div", { class: "when" }, make("b", {}, name), make("span", { class: `what ${what}` }, said[what])),
        same
          ? make("div", { class: "gone" }, fill(said.as_before, { edition: data.editions[before].name }), " ",
            places.map((place) => make("a", { href: wayTo(edition, place) }, labelOf(edition, place))))
          : make("div", {}, gone.length ? woven(before, olds, edition, places) : places.map((place, k) => part(edition, place, marks[k], { named: false }))));
    });
    return make("ol", {}, items);
  };

  /** Whether words went: then both wordings are told in one. */
  const goneWords = (before, after, what) => (what === "identical" ? [] : Words.changes(before, after).filter(([i, to]) => to > i));

  /** The new wording with what it took the place of struck through inside. */
  const woven = (oldEdition, olds, edition, places) => {
    const before = joined(oldEdition, olds);
    const after = joined(edition, places);
    const cut = (which, sides, atoms, from, to) => {
      const pieces = [];
      for (let k = from; k < to; k += 1) {
        const start = k;
        while (k + 1 < to && atoms[k + 1].part === atoms[start].part) k += 1;
        pieces.push(textOf(which, sides[atoms[start].part]).slice(atoms[start].start, atoms[k].end));
      }
      return pieces.join(" ");
    };
    const changed = Words.changes(before, after);
    return places.map((place, k) => {
      const words = textOf(edition, place);
      const pieces = [];
      let end = 0;
      for (const [i, oldEnd, j, newEnd] of changed) {
        const at = newEnd > j ? after[j] : after[Math.min(j, after.length - 1)];
        if (!at || at.part !== k) continue;
        const start = newEnd > j ? at.start : j < after.length ? at.start : at.end;
        const inside = after.slice(j, newEnd).filter((atom) => atom.part === k);
        const stop = inside.length ? inside[inside.length - 1].end : start;
        pieces.push(words.slice(end, start));
        if (oldEnd > i) pieces.push(make("del", {}, cut(oldEdition, olds, before, i, oldEnd)), " ");
        if (stop > start) pieces.push(make("ins", {}, words.slice(start, stop)));
        end = stop;
      }
      const shown = part(edition, place, [], { named: false });
      one(".words", shown).replaceChildren(...pieces, words.slice(end));
      return shown;
    });
  };

  /** The button that opens a paragraph's life in place: a cell an edition. */
  const lifeButton = (life) => {
    const found = stations(life);
    const cells = found.map((what, edition) =>
      make("i", { class: what === null ? "none" : what, title: `${data.editions[edition].name}: ${what === null ? said.absent : said[what]}` }));
    const count = found.filter((what) => what !== null).length;
    return make("button", { type: "button", class: "life", "data-life": life, "aria-expanded": "false" },
      make("span", { class: "line", "aria-hidden": "true" }, cells), `${said.life}: ${count}/${data.editions.length}`);
  };

  // ------------------------------------------------------------------ two editions

  /** What is linked between two editions: as it was compared, else through the lineages. */
  const linkedBetween = (from, to) => {
    const pair = data.pairs[`${from}-${to}`];
    if (pair) return pair.linked;
    return [...members.values()]
      .filter((each) => each[from].length && each[to].length)
      .map((each) => [each[from], each[to], relationOf(from, each[from], to, each[to])]);
  };

  /** All subjects by the new edition; what is dropped follows what stood before it in the old one. */
  const inReadingOrder = (from, to, linked) => {
    const takenOld = new Map();
    const takenNew = new Set();
    for (const subject of linked) {
      subject[0].forEach((place) => takenOld.set(place, subject));
      subject[1].forEach((place) => takenNew.add(place));
    }
    const added = data.editions[to].paragraphs.map((_, place) => place).filter((place) => !takenNew.has(place));
    const ordered = [...linked, ...added.map((place) => [[], [place], "added"])].sort((a, b) => a[1][0] - b[1][0]);
    const following = new Map([[null, []]]);
    let before = null;
    data.editions[from].paragraphs.forEach((_, place) => {
      if (takenOld.has(place)) before = takenOld.get(place);
      else {
        if (!following.has(before)) following.set(before, []);
        following.get(before).push([[place], [], "dropped"]);
      }
    });
    return [...following.get(null), ...ordered.flatMap((subject) => [subject, ...(following.get(subject) || [])])];
  };

  const isAside = (from, to, [olds, news]) =>
    olds.every((place) => paragraph(from, place)[ASIDE]) && news.every((place) => paragraph(to, place)[ASIDE]);

  const sideOf = (which, edition, places, marks) => {
    const parts = places.map((place, k) => part(edition, place, marks[k]));
    return make("div", { class: `side ${which}` },
      parts.length ? parts : make("p", { class: "absent" }, make("b", {}, data.editions[edition].name), " ", said.absent));
  };

  const article = (from, to, [olds, news, what]) => {
    const same = olds.length === news.length && olds.every((place, k) => paragraph(from, place)[TEXT] === paragraph(to, news[k])[TEXT]);
    const both = olds.length && news.length && !same;
    const [before, after] = both ? marksOf(what, joined(from, olds), joined(to, news), olds.length, news.length) : [[], []];
    const life = news.length ? paragraph(to, news[0])[LINEAGE] : paragraph(from, olds[0])[LINEAGE];
    const body = same
      ? news.map((place) => part(to, place))
      : make("div", { class: "pair" }, sideOf("old", from, olds, before), sideOf("new", to, news, after));
    return make("article", { class: `block ${what}`, "data-what": what },
      make("p", { class: "lead" }, make("span", { class: "what" }, said[what]), life >= 0 ? lifeButton(life) : null),
      body, make("div", { class: "lives" }));
  };

  const headingOf = (edition, section) => {
    const path = [];
    const { sections } = data.editions[edition];
    for (let place = section; place >= 0; [, place] = sections[place]) path.unshift(sections[place][0]);
    if (!path.length) return make("h4", {}, said.before);
    const above = path.slice(0, -1).map((name) => name + said.path).join("");
    return make("h4", {}, make("span", text, above ? make("span", { class: "above" }, above) : null, path[path.length - 1]));
  };

  const fold = (kind, name, articles) =>
    make("details", { class: kind }, make("summary", {}, `${name}: ${articles.length}`), articles);

  /** Articles with neighbours that stand as they were in a fold. */
  const folded = (subjects, show) => {
    const found = [];
    let same = [];
    const close = () => {
      if (same.length) found.push(fold("same", said.unchanged, same));
      same = [];
    };
    for (const subject of subjects) {
      if (subject[2] === "identical") same.push(show(subject));
      else {
        close();
        found.push(show(subject));
      }
    }
    close();
    return found;
  };

  const groupsOf = (to, subjects) => {
    const groups = [];
    for (const subject of subjects) {
      const section = subject[1].length ? paragraph(to, subject[1][0])[SECTION] : groups.length ? groups[groups.length - 1].section : -1;
      if (!groups.length || groups[groups.length - 1].section !== section) groups.push({ section, subjects: [] });
      groups[groups.length - 1].subjects.push(subject);
    }
    return groups;
  };

  const compare = (from, to) => {
    const subjects = inReadingOrder(from, to, linkedBetween(from, to));
    const main = subjects.filter((subject) => !isAside(from, to, subject));
    const aside = subjects.filter((subject) => isAside(from, to, subject));
    const show = (subject) => article(from, to, subject);
    const pair = data.pairs[`${from}-${to}`];
    for (const what of WHATS) one(`[data-count=${what}]`).textContent = main.filter((subject) => subject[2] === what).length;
    one("#compared").replaceChildren(
      make("h3", {}, fill(said.chosen, { old: data.editions[from].name, new: data.editions[to].name })),
      make("p", { class: "small tally" }, pair ? make("a", { href: pair.report }, said.report) : said.composed),
      ...groupsOf(to, main).map(({ section, subjects: inside }) => make("section", { class: "group" }, headingOf(to, section), folded(inside, show))),
      aside.length ? fold("aside", said.aside, aside.map(show)) : "");
    narrow();
  };

  // ------------------------------------------------------------------ filters

  const plain = (words) => words.normalize("NFKC").toLowerCase();

  const narrow = () => {
    const wanted = plain(one("#search").value.trim());
    const kinds = new Set(all("input[name=what]:checked").map((box) => box.value));
    const narrowed = wanted !== "" || kinds.size < WHATS.length;
    const blocks = all("#compared .group .block");
    for (const block of blocks) {
      block.hidden = !kinds.has(block.dataset.what) || (wanted !== "" && !all(".words", block).some((words) => plain(words.textContent).includes(wanted)));
    }
    for (const same of all("#compared .same")) {
      const some = all(".block", same).some((block) => !block.hidden);
      same.hidden = !some;
      same.open = wanted !== "" && some;
    }
    for (const group of all("#compared .group")) group.hidden = !all(".block", group).some((block) => !block.hidden);
    const shown = blocks.filter((block) => !block.hidden).length;
    one("#shown").textContent = !narrowed ? "" : shown ? fill(said.shown, { shown, all: blocks.length }) : said.nothing;
  };

  const lightUp = (event) => {
    for (const lit of all(".shared.lit")) lit.classList.remove("lit");
    const phrase = event.target.closest(".shared");
    if (!phrase) return;
    for (const same of all(`.shared[data-phrase="${phrase.dataset.phrase}"]`, phrase.closest(".block, li"))) same.classList.add("lit");
  };

  // ------------------------------------------------------------------ choices

  const [from, to, lifeEdition, lifeParagraph] = ["#from", "#to", "#life-edition", "#life-paragraph"].map((id) => one(id));

  const choose = (old, now) => {
    from.value = String(Math.min(old, now));
    to.value = String(Math.max(old, now));
    compare(Number(from.value), Number(to.value));
  };

  const onChoice = () => {
    const [old, now] = [Number(from.value), Number(to.value)];
    if (old === now) return;
    choose(old, now);
    history.replaceState(null, "", `#compare=${data.editions[Number(from.value)].name}..${data.editions[Number(to.value)].name}`);
  };

  const offerParagraphs = () => {
    const edition = Number(lifeEdition.value);
    const offers = data.editions[edition].paragraphs.map((each, place) => {
      const words = textOf(edition, place);
      return make("option", { value: place }, `${labelOf(edition, place)}: ${words.length > 70 ? `${words.slice(0, 70)}…` : words}`);
    });
    lifeParagraph.replaceChildren(make("option", { value: "" }, said.choose), ...offers);
  };

  const showLife = () => {
    const chosen = lifeParagraph.value;
    if (chosen === "") {
      one("#life-shown").replaceChildren();
      return;
    }
    const edition = Number(lifeEdition.value);
    one("#life-shown").replaceChildren(lifeShown(paragraph(edition, Number(chosen))[LINEAGE]));
    const [, address] = data.addresses[paragraph(edition, Number(chosen))[ADDRESS]];
    history.replaceState(null, "", `#life=${data.editions[edition].name}/${address}`);
  };

  const onLife = (event) => {
    const button = event.target.closest(".life");
    if (!button) return;
    const place = one(".lives", button.closest(".block"));
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    place.replaceChildren(...(open ? [] : [lifeShown(Number(button.dataset.life))]));
  };

  /** What an address asks for: `#compare=2012..2016` or `#life=2016/42`; true where it asked for a pair. */
  const follow = () => {
    const asked = decodeURIComponent(location.hash.slice(1));
    const placeOf = (name) => data.editions.findIndex((edition) => edition.name === name);
    const pair = /^compare=(.+)\.\.(.+)$/.exec(asked);
    const life = /^life=(.+)\/([^/]+)$/.exec(asked);
    if (life && placeOf(life[1]) >= 0) {
      lifeEdition.value = String(placeOf(life[1]));
      offerParagraphs();
      const place = data.editions[placeOf(life[1])].paragraphs.findIndex((each) => data.addresses[each[ADDRESS]][1] === life[2]);
      lifeParagraph.value = place < 0 ? "" : String(place);
      showLife();
      one("#life").scrollIntoView();
    }
    if (!pair || placeOf(pair[1]) < 0 || placeOf(pair[2]) < 0 || pair[1] === pair[2]) return false;
    choose(placeOf(pair[1]), placeOf(pair[2]));
    one("#compare").scrollIntoView();
    return true;
  };

  for (const hidden of all(".script")) hidden.hidden = false;
  lifeEdition.append(...data.editions.map(({ name }, place) => make("option", { value: place }, name)));
  lifeEdition.value = String(data.editions.length - 1);
  offerParagraphs();
  lifeEdition.addEventListener("change", () => { offerParagraphs(); showLife(); });
  lifeParagraph.addEventListener("change", showLife);
  for (const select of [from, to]) select.addEventListener("change", onChoice);
  for (const form of all("form")) form.addEventListener("submit", (event) => event.preventDefault());
  one("#picker").addEventListener("input", (event) => { if (!event.target.matches("select")) narrow(); });
  document.addEventListener("click", onLife);
  document.addEventListener("pointerover", lightUp);
  window.addEventListener("hashchange", follow);
  const [old, now] = one("#picker").dataset.latest.split("-").map(Number);
  if (!follow()) choose(old, now);
})();

/* What changed between two texts, told like the comparisons: words, single characters of scripts without
   spaces, and whole numbers and dates, which are never cut. */
const Words = (() => {
  "use strict";
  const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const TOKEN = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}_]|['\\u2019](?=\\p{L}))+|[^\\s]`, "gu");
  const ONE_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
  const ISLAND = 2;
  const MOST_CELLS = 12e6;
  const TYPOGRAPHY = { "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00ab": '"', "\u00bb": '"', "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-" };

  const folded = (text) => text.normalize("NFKC").replace(/[\u2018\u2019\u201c\u201d\u00ab\u00bb\u2010-\u2014]/g, (sign) => TYPOGRAPHY[sign]);

  /** The atoms of a text: folded text, start, end, whether it is a figure. `figures` are gaps and lengths. */
  const atoms = (text, figures) => {
    const found = [];
    const words = (start, end) => {
      for (const match of text.slice(start, end).matchAll(TOKEN)) {
        const at = start + match.index;
        found.push({ text: folded(match[0]), start: at, end: at + match[0].length, figure: false });
      }
    };
    let place = 0;
    for (let k = 0; k < figures.length; k += 2) {
      const start = place + figures[k];
      words(place, start);
      place = start + figures[k + 1];
      found.push({ text: folded(text.slice(start, place)), start, end: place, figure: true });
    }
    words(place, text.length);
    return found;
  };

  /** Runs of equal atoms in a longest common subsequence: old place, new place, length. */
  const blocks = (old, now) => {
    let head = 0;
    while (head < old.length && head < now.length && old[head].text === now[head].text) head += 1;
    let tail = 0;
    while (tail < old.length - head && tail < now.length - head &&
      old[old.length - 1 - tail].text === now[now.length - 1 - tail].text) tail += 1;
    const found = head ? [[0, 0, head]] : [];
    const n = old.length - head - tail;
    const m = now.length - head - tail;
    if (n && m && n * m <= MOST_CELLS) {
      const width = m + 1;
      const best = new Uint16Array((n + 1) * width);
      for (let i = n - 1; i >= 0; i -= 1) {
        for (let j = m - 1; j >= 0; j -= 1) {
          best[i * width + j] = old[head + i].text === now[head + j].text
            ? best[(i + 1) * width + j + 1] + 1
            : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
        }
      }
      let i = 0;
      let j = 0;
      while (i < n && j < m) {
        if (old[head + i].text === now[head + j].text) {
          const last = found[found.length - 1];
          if (last && last[0] + last[2] === head + i && last[1] + last[2] === head + j) last[2] += 1;
          else found.push([head + i, head + j, 1]);
          i += 1;
          j += 1;
        } else if (best[(i + 1) * width + j] >= best[i * width + j + 1]) i += 1;
        else j += 1;
      }
    }
    if (tail) found.push([old.length - tail, now.length - tail, tail]);
    return found;
  };

  /** Opcodes over atoms: [equal, old start, old end, new start, new end]. */
  const opcodes = (old, now) => {
    const codes = [];
    let i = 0;
    let j = 0;
    for (const [a, b, length] of [...blocks(old, now), [old.length, now.length, 0]]) {
      if (a > i || b > j) codes.push([false, i, a, j, b]);
      if (length) codes.push([true, a, a + length, b, b + length]);
      i = a + length;
      j = b + length;
    }
    return codes;
  };

  const onlyFigures = (code, old, now) =>
    code[2] > code[1] && code[4] > code[3] &&
    old.slice(code[1], code[2]).every((atom) => atom.figure) && now.slice(code[3], code[4]).every((atom) => atom.figure);

  /** Changes as [old start, old end, new start, new end], a few common words between two being part of one. */
  const changes = (old, now) => {
    const codes = opcodes(old, now);
    const found = [];
    let open = null;
    codes.forEach((code, place) => {
      let [equal] = code;
      if (equal && place > 0 && place < codes.length - 1) {
        const words = now.slice(code[3], code[4]);
        const bare = words.every((atom) => !/[\p{L}\p{N}]/u.test(atom.text));
        const island = words.length <= ISLAND && !words.some((atom) => atom.figure) &&
          !onlyFigures(codes[place - 1], old, now) && !onlyFigures(codes[place + 1], old, now);
        if (bare || island) equal = false;
      }
      if (equal) open = null;
      else if (open) {
        open[1] = code[2];
        open[3] = code[4];
      } else {
        open = code.slice(1);
        found.push(open);
      }
    });
    return found;
  };

  const withoutFigures = (some) => {
    const signs = [];
    for (const atom of some) {
      const sign = atom.figure ? "#" : atom.text;
      if (sign !== "#" || signs[signs.length - 1] !== "#") signs.push(sign);
    }
    return signs.join(" ");
  };

  /** How the wording of two texts relates: identical, figures, edited or rewritten. */
  const relation = (old, now, editedFrom) => {
    const same = old.length === now.length && old.every((atom, place) => atom.text === now[place].text);
    if (same) return "identical";
    if (withoutFigures(old) === withoutFigures(now)) return "figures";
    const common = blocks(old, now).reduce((sum, block) => sum + block[2], 0);
    return (2 * common) / (old.length + now.length) >= editedFrom ? "edited" : "rewritten";
  };

  /** Phrases that both texts have, in any order, the longest first: old place, new place, length. */
  const phrases = (old, now) => {
    const unspaced = 2 * now.filter((atom) => ONE_UNSPACED.test(atom.text)).length > now.length;
    const least = unspaced ? 4 : 3;
    const key = (some, place) => some.slice(place, place + least).map((atom) => atom.text).join("\u0001");
    const starts = new Map();
    for (let i = 0; i + least <= old.length; i += 1) {
      const run = key(old, i);
      if (!starts.has(run)) starts.set(run, []);
      starts.get(run).push(i);
    }
    const runs = [];
    for (let j = 0; j + least <= now.length; j += 1) {
      for (const i of starts.get(key(now, j)) || []) {
        if (i && j && old[i - 1].text === now[j - 1].text) continue;
        let length = least;
        while (i + length < old.length && j + length < now.length && old[i + length].text === now[j + length].text) length += 1;
        runs.push([length, i, j]);
      }
    }
    runs.sort((one, other) => other[0] - one[0] || one[1] - other[1] || one[2] - other[2]);
    const used = [new Set(), new Set()];
    const letters = (atom) => (atom.text.match(/[\p{L}\p{N}]/gu) || []).length;
    const found = [];
    for (const [length, i, j] of runs) {
      const places = Array.from({ length }, (_, k) => k);
      if (places.some((k) => used[0].has(i + k) || used[1].has(j + k))) continue;
      places.forEach((k) => { used[0].add(i + k); used[1].add(j + k); });
      const counts = old.slice(i, i + length).map(letters);
      const telling = unspaced ? counts.reduce((sum, each) => sum + each, 0) >= least : Math.max(...counts) >= 5;
      let end = length;
      while (end > 1 && !/[\p{L}\p{N}]$/u.test(old[i + end - 1].text)) end -= 1;
      if (telling) found.push([i, j, end]);
    }
    return found;
  };

  return { atoms, changes, phrases, relation };
})();

// The report works without this: it only adds the filter, the bubbles and the keys.
"use strict";
(() => {
  document.documentElement.classList.add("live");
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);

  // ---- filter -------------------------------------------------------------------------------------------------
  const bar = one("filter");
  const [source, entity, text, count] = ["by-source", "by-entity", "by-text", "count"].map(one);
  const verdicts = all("[name=verdict]", bar);
  const facts = all(".fact");
  const others = all(".finding, .text"); // have no verdict
  const shadows = all("[data-fact]"); // rows that stand for a fact elsewhere
  const words = new WeakMap();
  const has = (list, wanted) => wanted === "" || (list || "").split(" ").includes(wanted);
  const fold = (s) => s.normalize("NFKC").toLowerCase();

  function holds(element, wanted) {
    if (wanted.length === 0) return true;
    if (!words.has(element)) words.set(element, fold(element.textContent));
    const own = words.get(element);
    return wanted.every((word) => own.includes(word));
  }

  function apply() {
    const on = new Set(verdicts.filter((v) => v.checked).map((v) => v.value));
    const wanted = fold(text.value).split(/\s+/).filter(Boolean);
    const fits = (e) =>
      has(e.dataset.sources, source.value) && has(e.dataset.entities, entity.value) && holds(e, wanted);
    const shown = new Set();
    let n = 0;
    for (const fact of facts) {
      fact.hidden = !(on.has(fact.dataset.verdict) && fits(fact));
      if (fact.hidden) continue;
      shown.add(fact.id);
      n += 1;
    }
    for (const row of shadows) row.hidden = !shown.has("fact-" + row.dataset.fact);
    for (const other of others) other.hidden = !fits(other);
    const [a, b, c] = count.dataset.of.split("{}");
    count.textContent = facts.length ? a + facts.length + b + n + c : "";
  }

  function reset() {
    for (const v of verdicts) v.checked = true;
    for (const field of [source, entity, text]) field.value = "";
    apply();
  }

  bar.hidden = false;
  bar.addEventListener("change", apply);
  let waiting = 0;
  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  one("reset").addEventListener("click", reset);
  for (const tile of all("[data-only]")) {
    tile.addEventListener("click", () => {
      for (const v of verdicts) v.checked = v.value === tile.dataset.only;
      apply();
    });
  }
  apply(); // a browser may have kept what was chosen before

  // ---- links lead somewhere even when the filter or a closed list hides it ------------------------------------
  function reveal() {
    const target = location.hash.length > 1 && one(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) reset();
    const list = target.closest("details") || (target.matches("details") && target);
    if (list) list.open = true;
    // what comes near the window is laid out only then and pushes the target away: go there until it stays
    const go = () => target.scrollIntoView({ block: target.closest(".body") ? "center" : "start", behavior: "instant" });
    go();
    requestAnimationFrame(() => { go(); requestAnimationFrame(go); });
  }
  addEventListener("hashchange", reveal);
  reveal();

  // ---- bubbles ------------------------------------------------------------------------------------------------
  const tip = one("tip");
  function show(mark) {
    if (mark.title) {
      mark.dataset.says = mark.title; // the browser's own bubble would come on top
      mark.removeAttribute("title");
    }
    if (!mark.dataset.says) return;
    tip.textContent = mark.dataset.says;
    tip.hidden = false;
    const box = mark.getBoundingClientRect();
    const own = tip.getBoundingClientRect();
    const left = Math.min(Math.max(8, box.left), innerWidth - own.width - 8);
    const above = box.top - own.height - 6;
    tip.style.left = left + "px";
    tip.style.top = (above > 8 ? above : box.bottom + 6) + "px";
  }
  const hide = () => { tip.hidden = true; };
  const marked = (event) => event.target instanceof Element && event.target.closest(".body mark, .body .mark");
  for (const name of ["mouseover", "focusin"]) {
    document.addEventListener(name, (event) => {
      const mark = marked(event);
      if (mark) show(mark); else hide();
    });
  }
  document.addEventListener("click", (event) => {
    const mark = marked(event);
    if (mark) show(mark); else hide(); // a finger has nothing to hover with
  });
  addEventListener("scroll", () => {
    const focused = document.activeElement;
    if (focused.matches(".body mark, .body .mark")) show(focused); else hide();
  }, { passive: true });

  // ---- keys ---------------------------------------------------------------------------------------------------
  // inside an article one mark is a tab stop, and the arrows go on from it
  for (const body of all(".body")) {
    all("mark, .mark", body).forEach((mark, i) => { mark.tabIndex = i === 0 ? 0 : -1; });
  }
  function along(mark, step) {
    const marks = all("mark, .mark", mark.closest(".body"));
    const next = marks[marks.indexOf(mark) + step];
    if (!next) return;
    mark.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }
  function conflict(step) {
    const open = facts.filter((f) => f.dataset.verdict === "conflict" && !f.hidden);
    const at = open.findIndex((f) => "#" + f.id === location.hash);
    const next = open[at < 0 ? (step > 0 ? 0 : open.length - 1) : at + step];
    if (next) location.hash = next.id;
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      hide();
      if (event.target === text) { text.value = ""; apply(); text.blur(); }
      return;
    }
    if (event.target.matches("input[type=search], select, textarea")) return;
    const mark = marked(event);
    if (mark && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      event.preventDefault();
      along(mark, event.key === "ArrowRight" ? 1 : -1);
    } else if (event.key === "/") {
      event.preventDefault();
      text.focus();
    } else if (event.key === "n" || event.key === "p") {
      conflict(event.key === "n" ? 1 : -1);
    }
  });
})();


"use strict";
(() => {
  const filters = document.getElementById("filters");
  if (!filters) return;
  const list = document.getElementById("list");
  const rows = list.querySelector(".rows");
  const findings = [...document.querySelectorAll(".finding")];
  const texts = [...document.querySelectorAll(".text")];
  const field = (name) => filters.querySelector(`[name=${name}]`);
  const make = (tag, name, text = "") => Object.assign(document.createElement(tag), { className: name, textContent: text });
  const order = {
    severity: ["error", "warning", "note"],
    status: ["contradiction", "reference", "dispute", "update", "possible"],
  };
  filters.hidden = list.hidden = false;
  document.body.classList.add("live");
  document.querySelector("#findings > h2").textContent = "Evidence";
  if (matchMedia("(max-width: 48rem)").matches) filters.querySelector(".more").open = false;

  // The list: a row for each finding that the filters leave, in groups that fold.
  const row = (finding) => {
    const data = finding.dataset;
    const link = make("a", `row ${data.status}`);
    link.href = `#${finding.id}`;
    const head = make("span", "head");
    head.append(make("span", "number", finding.id.slice(1)), make("span", "status", data.status));
    head.append(make("span", `severity ${data.severity}`, data.severity));
    const mark = finding.querySelector(".mark");
    if (mark) head.append(make("span", "mark", mark.textContent.split(" by ")[0]));
    const named = field("group").value === "entity" && data.group === data.entity;
    const asked = named || data.asked === data.entity ? data.asked : `${data.entity}, ${data.asked}`;
    link.append(head, make("span", "asked", asked), make("span", "answers", data.answers));
    return link;
  };
  const link = new Map(findings.map((finding) => [finding, null]));

  const sorted = (some) => {
    const by = field("sort").value;
    const weight = {
      severity: (finding) => order.severity.indexOf(finding.dataset.severity),
      status: (finding) => order.status.indexOf(finding.dataset.status),
      sources: (finding) => -finding.dataset.sources.split("\n").length,
    }[by];
    if (weight) return [...some].sort((one, other) => weight(one) - weight(other));
    const name = (finding) => `${finding.dataset.entity}, ${finding.dataset.asked}`;
    return by === "name" ? [...some].sort((one, other) => name(one).localeCompare(name(other))) : some;
  };

  const draw = () => {
    const by = field("group").value;
    const groups = new Map();
    for (const finding of sorted(findings.filter((finding) => !finding.hidden))) {
      const name = by ? finding.dataset[by === "entity" ? "group" : by] : "";
      groups.set(name, [...(groups.get(name) ?? []), finding]);
    }
    const folded = new Set([...rows.querySelectorAll("details:not([open])")].map((part) => part.dataset.name));
    rows.replaceChildren();
    link.clear();
    for (const [name, members] of groups) {
      const group = by ? make("details", "group") : make("div", "group");
      if (by) {
        const summary = make("summary", "", name);
        summary.dir = "auto";
        summary.append(make("small", "", ` ${members.length}`));
        group.open = !folded.has(name);
        group.dataset.name = name;
        group.append(summary);
      }
      for (const finding of members) {
        link.set(finding, row(finding));
        group.append(link.get(finding));
      }
      rows.append(group);
    }
    if (!groups.size) rows.append(make("p", "none", "No finding fits these filters."));
    mark();
  };

  const apply = () => {
    const statuses = new Set([...filters.querySelectorAll("[name=status]:checked")].map((box) => box.value));
    const [kind, entity, source] = ["kind", "entity", "source"].map((name) => field(name).value);
    const words = field("words").value.trim().toLowerCase();
    for (const finding of findings) {
      const data = finding.dataset;
      finding.hidden = !statuses.has(data.status)
        || (kind && data.kind !== kind)
        || (entity && finding.closest(".entity").dataset.entity !== entity)
        || (source && !data.sources.split("\n").includes(source))
        || (words && !(data.entity + finding.textContent).toLowerCase().includes(words));
    }
    const shown = findings.filter((finding) => !finding.hidden);
    const all = shown.length === findings.length;
    const cited = new Set(shown.map((finding) => `#${finding.id}`));
    for (const text of texts) {
      const cites = () => [...text.querySelectorAll(".back")].some((back) => cited.has(back.hash));
      const says = () => words && text.textContent.toLowerCase().includes(words);
      text.hidden = (source && text.dataset.source !== source) || !(all || says() || cites());
    }
    document.querySelector("#texts > .none").hidden = texts.some((text) => !text.hidden);
    field("shown").textContent = all ? "" : `${shown.length} of ${findings.length} shown`;
    field("clear").hidden = all && !source && !words;
    draw();
    if (!current || current.hidden) select(listed()[0]);
  };

  const clear = () => {
    filters.querySelectorAll("[name=status]").forEach((box) => (box.checked = true));
    ["kind", "entity", "source", "words"].forEach((name) => (field(name).value = ""));
    apply();
  };

  // The finding in view: its card alone stands beside the list.
  let current;
  let quotation = -1;
  const listed = () => [...link.keys()];
  const mark = () => link.forEach((row, finding) => row.classList.toggle("current", finding === current));
  const select = (finding) => {
    if (finding === current) return;
    [current, quotation] = [finding, -1];
    findings.forEach((other) => other.classList.toggle("current", other === finding));
    for (const group of document.querySelectorAll(".entity")) group.classList.toggle("current", group.contains(finding ?? null));
    mark();
    if (finding) document.querySelector("main").scrollTop = 0;
  };
  const show = (finding) => {
    select(finding);
    const row = link.get(finding);
    const group = row?.closest("details");
    if (group) group.open = true;
    if (row) keep(row);
    finding.focus({ preventScroll: true });
  };
  // Scrolls the list alone, so far that a row is in view.
  const keep = (row) => {
    const [pane, place] = [rows.getBoundingClientRect(), row.getBoundingClientRect()];
    if (place.top < pane.top) rows.scrollTop -= pane.top - place.top + 40;
    if (place.bottom > pane.bottom) rows.scrollTop += place.bottom - pane.bottom + 40;
  };

  const step = (by) => {
    const all = listed();
    if (!all.length) return;
    const at = all.indexOf(current);
    show(all[Math.min(all.length - 1, Math.max(0, at + by))]);
  };

  const intoText = () => {
    const claims = current?.querySelectorAll(".claim") ?? [];
    if (!claims.length) return;
    quotation = (quotation + 1) % claims.length;
    location.hash = claims[quotation].hash;
  };

  const back = () => {
    if (current) location.hash = current.id;
  };

  const fold = () => {
    const groups = [...rows.querySelectorAll("details")];
    const open = !groups.some((group) => group.open);
    groups.forEach((group) => (group.open = open));
  };

  const copy = async (finding) => {
    if (!finding) return;
    const [code, button] = [finding.querySelector(".decide code"), finding.querySelector(".copy")];
    getSelection().selectAllChildren(code);
    const done = await navigator.clipboard?.writeText(code.textContent).then(() => true, () => false);
    button.textContent = done ? "Copied: fill in the reason" : "Selected: copy it, fill in the reason";
  };

  const keyList = filters.querySelector(".keys");
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    b: back,
    a: clear,
    z: fold,
    d: () => copy(current),
    "/": () => {
      filters.querySelector(".more").open = true;
      field("words").focus();
    },
    "?": () => (keyList.open = !keyList.open),
    Escape: () => (keyList.open = false),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "Enter" && event.target.matches("body, .finding")) {
      intoText();
      return;
    }
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  const follow = () => {
    const finding = findings.find((finding) => `#${finding.id}` === location.hash);
    if (!finding) return;
    if (finding.hidden) clear();
    show(finding);
    if (getComputedStyle(document.body).display !== "grid") finding.scrollIntoView({ block: "start" });
  };
  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const target = event.target.closest("a[href^='#f']");
    if (target && target.hash === location.hash) follow();
    if (event.target.matches(".copy")) copy(event.target.closest(".finding"));
    const claim = event.target.closest(".claim");
    if (claim) quotation = [...claim.closest(".finding").querySelectorAll(".claim")].indexOf(claim);
  });
  document.querySelectorAll(".copy").forEach((button) => (button.hidden = false));
  filters.addEventListener("input", (event) => (["group", "sort"].includes(event.target.name) ? draw() : apply()));
  field("clear").addEventListener("click", clear);
  addEventListener("beforeprint", () => document.querySelectorAll("#silence details").forEach((part) => (part.open = true)));
  apply();
  follow();
})();

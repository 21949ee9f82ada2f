
"use strict";
(() => {
  const filters = document.getElementById("filters");
  if (!filters) return;
  filters.hidden = false;
  const findings = [...document.querySelectorAll(".finding")];
  const field = (name) => filters.querySelector(`[name=${name}]`);
  const shown = () => findings.filter((finding) => !finding.hidden);

  const apply = () => {
    const statuses = new Set([...filters.querySelectorAll("[name=status]:checked")].map((box) => box.value));
    const [kind, entity, source] = ["kind", "entity", "source"].map((name) => field(name).value);
    const words = field("words").value.trim().toLowerCase();
    for (const finding of findings) {
      const data = finding.dataset;
      const group = finding.closest(".entity");
      finding.hidden = !statuses.has(data.status)
        || (kind && data.kind !== kind)
        || (entity && group.dataset.entity !== entity)
        || (source && !data.sources.split("\n").includes(source))
        || (words && !(group.querySelector("h3").textContent + finding.textContent).toLowerCase().includes(words));
    }
    for (const group of document.querySelectorAll(".entity")) {
      group.hidden = !group.querySelector(".finding:not([hidden])");
    }
    const count = shown().length;
    field("shown").textContent = count === findings.length ? "" : `${count} of ${findings.length} shown`;
    field("clear").hidden = count === findings.length;
  };

  const clear = () => {
    filters.querySelectorAll("[name=status]").forEach((box) => (box.checked = true));
    ["kind", "entity", "source", "words"].forEach((name) => (field(name).value = ""));
    apply();
  };

  let current = -1;
  let quotation = -1;
  const step = (by) => {
    const list = shown();
    if (!list.length) return;
    const at = list.indexOf(findings[current]);
    const next = list[Math.min(list.length - 1, Math.max(0, at + by))];
    select(next);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  const select = (finding) => {
    if (finding !== findings[current]) quotation = -1;
    current = findings.indexOf(finding);
  };

  const intoText = () => {
    const claims = findings[current]?.querySelectorAll(".claim") ?? [];
    if (!claims.length) return;
    quotation = (quotation + 1) % claims.length;
    location.hash = claims[quotation].hash;
  };

  const back = () => {
    if (current < 0) return;
    location.hash = findings[current].id;
    findings[current].focus({ preventScroll: true });
  };

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    b: back,
    a: clear,
    "/": () => field("words").focus(),
    "?": () => (filters.querySelector(".keys").open ^= true),
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
  filters.addEventListener("input", apply);
  field("clear").addEventListener("click", clear);
  addEventListener("beforeprint", () => document.querySelectorAll("#silence details").forEach((part) => (part.open = true)));
  document.addEventListener("focusin", (event) => {
    const finding = event.target.closest(".finding");
    if (finding) select(finding);
  });
  apply();
})();

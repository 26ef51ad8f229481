"use strict";
// Filters the tables and shows the details of cells. Every text goes in by textContent: what peers sent is hostile.
(() => {
  const model = JSON.parse(document.getElementById("model").textContent);
  const detail = document.getElementById("detail");
  const controls = document.getElementById("controls");
  const foldButton = document.getElementById("fold");
  const state = { text: "", verdicts: new Set(), unfolded: false, cell: "" };

  const element = (name, text = "", attributes = {}) => {
    const node = document.createElement(name);
    node.textContent = text;
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const add = (parent, ...nodes) => { parent.append(...nodes); return nodes[0]; };

  // The state of the page stands in the URL, so that a view can be sent to somebody.
  const readHash = () => {
    const hash = location.hash.slice(1);
    const row = /^cell-(\d+)$/.exec(hash);
    const values = new URLSearchParams(row ? "" : hash);
    state.text = values.get("q") ?? "";
    state.verdicts = new Set((values.get("verdict") ?? "").split(",").filter(Boolean));
    state.unfolded = values.get("all") === "1";
    state.cell = row ? model.cells[Number(row[1])]?.cell ?? "" : values.get("cell") ?? "";
  };
  const writeHash = (replace) => {
    const values = new URLSearchParams();
    if (state.text) values.set("q", state.text);
    if (state.verdicts.size) values.set("verdict", [...state.verdicts].sort().join(","));
    if (state.unfolded) values.set("all", "1");
    if (state.cell) values.set("cell", state.cell);
    const url = "#" + values.toString();
    if (url === location.hash) return;
    if (replace) history.replaceState(null, "", url); else history.pushState(null, "", url);
  };

  const haystacks = model.cells.map((cell) =>
    [cell.cell, cell.case, cell.title, cell.word, cell.check, cell.reason, cell.sides, ...cell.clauses, ...cell.tags]
      .join("\n").toLowerCase());
  const isShown = (index) =>
    (!state.verdicts.size || state.verdicts.has(model.cells[index].verdict)) &&
    state.text.toLowerCase().split(/\s+/).every((word) => haystacks[index].includes(word));

  const applyFilter = () => {
    const filtered = state.text.trim() !== "" || state.verdicts.size > 0;
    let shown = 0;
    for (const row of document.querySelectorAll("#cells tbody tr")) {
      row.hidden = !isShown(Number(row.dataset.index));
      shown += row.hidden ? 0 : 1;
    }
    for (const row of document.querySelectorAll("#cases tbody tr")) {
      const indices = [...row.querySelectorAll("[data-cells]")].flatMap(indicesOf);
      const folded = !filtered && !state.unfolded && row.dataset.passed === "true";
      row.hidden = folded || !indices.some(isShown);
    }
    for (const button of controls?.querySelectorAll("[data-verdict]") ?? []) {
      button.setAttribute("aria-pressed", String(state.verdicts.has(button.dataset.verdict)));
    }
    foldButton?.setAttribute("aria-pressed", String(state.unfolded));
    const status = document.getElementById("shown");
    if (status) status.textContent = filtered ? `${shown} of ${model.cells.length} cells shown` : "";
    const filter = document.getElementById("filter");
    if (filter && filter.value !== state.text) filter.value = state.text;
  };
  const indicesOf = (link) => link.dataset.cells.split(",").filter(Boolean).map(Number);

  const table = (caption, heads, rows) => {
    const frame = element("div", "", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption });
    const body = add(frame, element("table"));
    const row = add(add(body, element("thead")), element("tr"));
    row.append(...heads.map((head) => element("th", head, { scope: "col" })));
    const lines = add(body, element("tbody"));
    for (const row of rows) {
      add(lines, element("tr")).append(...row.map((value, index) => {
        const place = element("td", "", { "data-head": heads[index] });
        place.append(value);
        return place;
      }));
    }
    return frame;
  };
  // As add_name in page_parts.cpp does.
  const nameParts = (name) => name.split(/(?=\[)|(?<=,)/).map((part) => element("span", part, { class: "part" }));
  const chip = (item, word) => {
    const node = element("span", "", { class: `chip ${item.tone}` });
    if (item.glyph) add(node, element("span", item.glyph, { class: "glyph", "aria-hidden": "true" }), " ");
    node.append(word);
    return node;
  };

  const facts = (pairs) => {
    const list = element("dl");
    for (const [name, value] of pairs) {
      if (value === "") continue;
      add(list, element("dt", name), element("dd")).nextSibling.append(value);
    }
    return list;
  };
  const clauseList = (cell) => facts(cell.clauses.map((id) => {
    const clause = model.clauses.find((each) => each.id === id);
    return [id, clause ? `${clause.level}: ${clause.text}` : "not in the catalogue"];
  }));

  const showCell = (cell) => {
    const link = cell.history_link ? element("a", cell.history, { href: cell.history_link }) : "";
    add(detail, facts([
      ["Title", cell.title], ["Sides", cell.sides], ["Case file", cell.place], ["Level", cell.level],
      ["Found", cell.reason], ["Known deviation", cell.expected],
      ["Messages", `${cell.accepted} accepted, ${cell.delivered} delivered`], ["Took", cell.wall], ["History", link],
      ...cell.parameters.map((parameter) => [parameter.name, parameter.value]),
    ]));
    if (cell.repeat) add(detail, element("h3", "Repeat just this"), element("pre", cell.repeat));
    if (cell.findings.length) {
      const heads = ["Outcome", "Check", "About", "Level", "Line", "Found", "Events", "Proof"];
      add(detail, element("h3", "Checks"), table("Checks", heads,
        cell.findings.map((each) => [chip(each, each.outcome), each.check, each.subject, each.level,
          each.line ? String(each.line) : "", each.sentence, each.events, each.proof])));
    }
    if (cell.ledger.length) {
      add(detail, element("h3", "Loss ledger"), table("Loss ledger",
        ["Stream", "At", "Cause", "Certainty", "Messages", "Numbers", "Evidence"],
        cell.ledger.map((each) => [each.stream, each.at, each.cause, each.certainty, String(each.count),
          each.sequences, each.evidence])));
    }
    if (cell.clauses.length) add(detail, element("h3", "Clauses"), clauseList(cell));
    if (cell.stderr) {
      const cut = cell.stderr_cut ? ` (the first ${cell.stderr_cut} bytes are cut; results.json has them)` : "";
      add(detail, element("h3", `Standard error of the adapter${cut}`), element("pre", cell.stderr));
    }
  };
  const showList = (cells) => {
    add(detail, table("Cells", ["Verdict", "Cell", "What was found"], cells.map((cell) => {
      const open = element("a", "", { href: "#" + new URLSearchParams({ cell: cell.cell }), class: "cell" });
      open.append(...nameParts(cell.cell));
      open.addEventListener("click", (event) => { event.preventDefault(); openCells([cell]); });
      return [chip(cell, cell.word), open, cell.reason];
    })));
  };
  const openCells = (cells) => {
    if (!cells.length) return;
    detail.textContent = "";
    const close = add(detail, element("button", "Close", { type: "button", class: "close" }));
    close.addEventListener("click", () => detail.close());
    const heading = add(detail, element("h2", "", { id: "detail-heading" }));
    if (cells.length === 1) {
      heading.append(chip(cells[0], cells[0].word), " ", ...nameParts(cells[0].cell));
      showCell(cells[0]);
    } else {
      heading.textContent = `${cells.length} cells`;
      showList(cells);
    }
    state.cell = cells.length === 1 ? cells[0].cell : "";
    writeHash(false);
    if (!detail.open) detail.showModal();
    detail.scrollTop = 0;
  };

  const follow = () => {
    readHash();
    applyFilter();
    const cell = model.cells.find((each) => each.cell === state.cell);
    if (state.cell && cell) openCells([cell]); else if (detail.open) detail.close();
  };

  if (controls) {
    const filter = element("input", "", { id: "filter", type: "search", autocomplete: "off", spellcheck: "false",
      placeholder: "name, check, clause, reason" });
    document.getElementById("filter-place").append(filter);
    filter.addEventListener("input", () => { state.text = filter.value; writeHash(true); applyFilter(); });
    controls.addEventListener("submit", (event) => event.preventDefault());
    controls.addEventListener("click", (event) => {
      const verdict = event.target.closest("[data-verdict]")?.dataset.verdict;
      if (verdict && !state.verdicts.delete(verdict)) state.verdicts.add(verdict);
      if (foldButton?.contains(event.target)) state.unfolded = !state.unfolded;
      writeHash(true);
      applyFilter();
    });
    controls.hidden = false;
  }
  document.querySelector("main").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-cells]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openCells(indicesOf(link).map((index) => model.cells[index]).filter(Boolean));
  });
  detail.addEventListener("close", () => { state.cell = ""; writeHash(true); });
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
  follow();
})();

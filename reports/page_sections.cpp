#include "reports/page_sections.hpp"

#include <fmt/format.h>

#include <sstream>

#include "reports/page_parts.hpp"
#include "reports/page_proof.hpp"
#include "reports/text.hpp"

namespace zassay {
namespace {

void add_sentences(Html page, const char* id, const std::string& heading, const Json& sentences) {
  if (sentences.empty()) return;
  Html list = section(page, id, heading).add("ul");
  for (const Json& sentence : sentences) list.add("li").text(sentence.get<std::string>());
}

void add_verdict(Html page, const Json& model) {
  Html header = page.add("header", {{"class", "verdict " + text_at(model, "tone")}});
  header.add("p", {{"class", "eyebrow"}}).text("zassay conformance report");
  header.add("h1").text(text_at(model, "sentence") + ".");
  Html counts = header.add("ul", {{"class", "counts"}, {"aria-label", "Cells by verdict"}});
  for (const Json& count : model["counts"]) {
    const bool is_zero = integer_member(count, "cells") == 0;
    Html item = counts.add("li", {{"class", text_at(count, "tone") + (is_zero ? " zero" : "")}});
    item.add("b").text(number_at(count, "cells"));
    item.add("span", {{"class", "glyph"}, {"aria-hidden", "true"}}).text(text_at(count, "glyph"));
    const std::int64_t known = integer_member(count, "known");
    item.add("span").text(text_at(count, "verdict") + (known ? fmt::format(" ({} known)", known) : ""));
  }
  if (const std::string command = text_at(model, "command"); !command.empty()) {
    header.add("p", {{"class", "label"}}).text("Run it again");
    header.add("pre").add("code").text(command);
  }
}

void add_subjects(Html page, const Json& model) {
  if (model["implementations"].empty()) return;
  Html rows = table(section(page, "subjects", "What ran"), "Implementations that took part",
                    {"Implementation", "Adapter", "Library", "SHA-256"});
  for (const Json& info : model["implementations"]) {
    Html row = rows.add("tr");
    row.add("th", {{"scope", "row"}}).text(text_at(info, "label"));
    for (const char* key : {"adapter", "library", "sha256"}) row.add("td").add("code").text(text_at(info, key));
  }
}

void add_cluster(Html part, const Json& model, const Json& cluster) {
  const Json& cell = model["cells"][static_cast<std::size_t>(integer_member(cluster, "smallest"))];
  Html article = part.add("article", {{"class", "cluster " + text_at(cluster, "tone")}});
  Html heading = article.add("h3");
  add_word(heading.add("span", {{"class", "chip " + text_at(cluster, "tone")}}), cluster);
  const bool is_said = text_at(cluster, "check") == text_at(cluster, "word");  // "stuck stuck" would say nothing more
  heading.text(is_said ? " " : " " + text_at(cluster, "check") + " ");
  cell_link(heading, cluster["cells"], "count").text(counted(cluster["cells"].size(), "cell"));
  article.add("p").text(text_at(cluster, "reason"));
  Html facts = article.add("dl");
  facts.add("dt").text("Smallest example");
  add_name(cell_link(facts.add("dd"), Json::array({cluster["smallest"]}), ""), text_at(cell, "cell"));
  const auto add_fact = [&facts, &cell](const char* name, const char* key) {
    if (text_at(cell, key).empty()) return;
    facts.add("dt").text(name);
    facts.add("dd").add("code").text(text_at(cell, key));
  };
  add_fact("Case file", "place");
  if (!cell["clauses"].empty()) {
    facts.add("dt").text("Clauses");
    Html list = facts.add("dd");
    std::string ids;
    for (const Json& id : cell["clauses"]) ids += (ids.empty() ? "" : ", ") + id.get<std::string>();
    list.text(ids);
  }
  add_fact("Repeat", "repeat");
}

void add_clusters(Html page, const Json& model) {
  if (model["clusters"].empty()) return;
  Html part = section(page, "look", "What to look at");
  for (const Json& cluster : model["clusters"]) add_cluster(part, model, cluster);
}

void add_controls(Html part, const Json& model) {
  Html controls = part.add("form", {{"id", "controls"}, {"hidden", "hidden"}, {"role", "search"}});
  Html label = controls.add("label", {{"for", "filter"}});
  label.text("Filter");
  controls.add("span", {{"id", "filter-place"}});
  Html group = controls.add("div", {{"class", "chips"}, {"role", "group"}, {"aria-label", "Show only these verdicts"}});
  for (const Json& count : model["counts"]) {
    if (integer_member(count, "cells") == 0) continue;
    Html button = group.add("button", {{"type", "button"},
                                       {"class", "chip " + text_at(count, "tone")},
                                       {"aria-pressed", "false"},
                                       {"data-verdict", text_at(count, "verdict")}});
    button.add("span", {{"class", "glyph"}, {"aria-hidden", "true"}}).text(text_at(count, "glyph"));
    button.text(fmt::format(" {} {}", text_at(count, "verdict"), number_at(count, "cells")));
  }
  std::size_t folded = 0;
  for (const Json& row : model["matrix"]["rows"]) folded += bool_member(row, "passed");
  if (folded > 0) {
    controls.add("button", {{"type", "button"}, {"id", "fold"}, {"aria-pressed", "false"}})
        .text(fmt::format("Show {} that passed everywhere", counted(folded, "case")));
  }
  controls.add("p", {{"id", "shown"}, {"role", "status"}});
}

void add_matrix(Html page, const Json& model) {
  const Json& matrix = model["matrix"];
  if (matrix["rows"].empty()) return;
  Html part = section(page, "cases", "Cases");
  add_controls(part, model);
  std::vector<std::string> heads{"Case"};
  for (const Json& column : matrix["columns"]) heads.push_back(column.get<std::string>());
  Html rows = table(part, "Cases by implementation and transport", heads);
  for (const Json& row : matrix["rows"]) {
    Html line = rows.add("tr", {{"data-passed", bool_member(row, "passed") ? "true" : "false"}});
    Html head = line.add("th", {{"scope", "row"}});
    head.text(text_at(row, "case"));
    head.add("small").text(text_at(row, "title"));
    for (const Json& chips : row["columns"]) {
      Html place = line.add("td");
      for (const Json& chip : chips) {
        Html link = cell_link(place, chip["cells"], "chip " + text_at(chip, "tone"));
        add_word(link, chip);
        if (chip["cells"].size() > 1) link.text(fmt::format(" ×{}", chip["cells"].size()));
        place.text(" ");
      }
    }
  }
}

void add_cells(Html page, const Json& model) {
  if (model["cells"].empty()) return;
  Html rows = table(section(page, "cells", "Cells"), "Every cell, in the order of the plan",
                    {"Verdict", "Cell", "Check", "What was found", "History", "Time"});
  std::size_t index = 0;
  for (const Json& cell : model["cells"]) {
    const std::string number = std::to_string(index++);
    Html row = rows.add("tr", {{"id", "cell-" + number}, {"data-index", number}});
    add_word(row.add("td").add("span", {{"class", "chip " + text_at(cell, "tone")}}), cell);
    add_name(cell_link(row.add("th", {{"scope", "row"}}), Json::array({index - 1}), ""), text_at(cell, "cell"));
    row.add("td").text(text_at(cell, "check"));
    const std::string expected = text_at(cell, "expected");
    row.add("td").text(text_at(cell, "reason") + (expected.empty() ? "" : " — known deviation: " + expected));
    Html place = row.add("td");
    const std::string link = text_at(cell, "history_link");
    if (!link.empty()) place.add("a", {{"href", link}}).text("history");
    row.add("td", {{"class", "number"}}).text(text_at(cell, "wall"));
  }
}

void add_losses(Html page, const Json& model) {
  if (model["losses"].empty()) return;
  Html rows = table(section(page, "ledger", "Loss ledger"), "Messages that were accepted and lost, by cause",
                    {"Cause", "Certainty", "Messages", "Cells"});
  for (const Json& loss : model["losses"]) {
    Html row = rows.add("tr");
    row.add("th", {{"scope", "row"}}).text(text_at(loss, "cause"));
    row.add("td").text(text_at(loss, "certainty"));
    row.add("td", {{"class", "number"}}).text(number_at(loss, "messages"));
    cell_link(row.add("td"), loss["cells"], "").text(counted(loss["cells"].size(), "cell"));
  }
}

std::string cover_of(const Json& clause) {
  const std::string words = text_at(clause, "covered_by");
  return text_at(clause, "cover") + (words.empty() ? "" : ": " + words);
}

void add_clauses(Html page, const Json& model) {
  if (model["clauses"].empty()) return;
  Html rows =
      table(section(page, "clauses", "Clauses"),
            "What the specifications say, how many cells judged it, and what shows that they would notice it broken",
            {"Clause", "Source", "Level", "Wording", "Cells", "Covered"});
  for (const Json& clause : model["clauses"]) {
    Html row = rows.add("tr");
    row.add("th", {{"scope", "row"}}).text(text_at(clause, "id"));
    row.add("td").text(text_at(clause, "source") + " " + text_at(clause, "section"));
    row.add("td").text(text_at(clause, "level"));
    row.add("td").text(text_at(clause, "text"));
    Html place = row.add("td");
    for (const Json& count : clause["counts"]) {
      place.add("span", {{"class", "chip " + text_at(count, "tone")}})
          .text(fmt::format("{} {}", number_at(count, "cells"), text_at(count, "word")));
      place.text(" ");
    }
    row.add("td").text(cover_of(clause));
  }
}

void add_reasons(Html page, const char* id, const std::string& heading, const Json& reasons) {
  if (reasons.empty()) return;
  Html list = section(page, id, heading).add("ul");
  for (const Json& reason : reasons) {
    Html item = list.add("li");
    item.text(text_at(reason, "reason") + " ");
    cell_link(item, reason["cells"], "count").text(counted(reason["cells"].size(), "cell"));
  }
}

void add_environment(Html page, const Json& model) {
  Html facts = section(page, "environment", "Environment").add("dl");
  for (const Json& fact : model["environment"]) {
    facts.add("dt").text(text_at(fact, "name"));
    facts.add("dd").text(text_at(fact, "value"));
  }
}

}  // namespace

std::string page_body(const Json& model) {
  pugi::xml_document document;
  Html page(document.root());
  add_verdict(page, model);
  Html main = page.add("main");
  add_sentences(main, "errors", "Harness errors", model["errors"]);
  add_clusters(main, model);
  add_sentences(main, "stale", "Stale expectations", model["stale"]);
  add_matrix(main, model);
  add_cells(main, model);
  add_losses(main, model);
  add_clauses(main, model);
  add_proof(main, model["proof"]);
  add_reasons(main, "known", "Known deviations", model["known"]);
  add_reasons(main, "unsupported", "Unsupported", model["unsupported"]);
  add_subjects(main, model);
  add_environment(main, model);
  add_heads_to_values(document.root());
  std::ostringstream text;
  document.save(text, "", pugi::format_raw | pugi::format_no_declaration | pugi::format_no_empty_element_tags,
                pugi::encoding_utf8);
  return text.str();
}

}  // namespace zassay

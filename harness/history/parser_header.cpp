#include <fmt/format.h>

#include <algorithm>

#include "history/parser.hpp"

namespace zassay {

void HistoryParser::take_header(Fields& fields, const Json& line) {
  if (fields.natural("history") != 1) return fields.complain("\"history\" is not 1: this is another format");
  HistoryHeader& header = history_.header;
  header.run = static_cast<std::uint32_t>(fields.natural("run", UINT32_MAX));
  header.case_name = fields.text("case");
  header.cell = fields.text("cell");
  header.title = fields.text_or("title", {});
  header.file = fields.text_or("file", {});
  header.transport = fields.text_or("transport", "inproc");
  header.seed = fields.natural_or("seed", 0);
  header.level = fields.text_or("level", "MUST");
  header.clauses = fields.texts_or_empty("clauses");
  header.parameters = fields.object_or_empty("parameters");
  header.sides = fields.object_or_empty("sides");
  header.whole = line;
  for (const auto& [name, value] : fields.object("sockets").items()) take_socket(name, value, fields);
  for (const auto& [name, value] : fields.object("streams").items()) {
    if (!is_count(value) || value.get<std::uint64_t>() > UINT16_MAX) {
      return fields.complain(fmt::format("the number of stream \"{}\" is not in 0..65535", name));
    }
    header.streams.push_back({name, value.get<std::uint16_t>()});
  }
  for (const char* kind : {"links", "peers"}) {
    for (const auto& wire : fields.object_or_empty(kind).items()) header.wire.push_back(wire.key());
  }
  std::sort(header.wire.begin(), header.wire.end());
  for (const auto& link : fields.object_or_empty("links").items()) {
    header.links[link.key()] = string_member(link.value(), "to");
  }
  for (const Json& value : fields.list_or_empty("expect")) {
    if (!value.is_object()) return fields.complain("an expectation is not an object");
    Fields item(value);
    RecordedExpectation expectation;
    expectation.check = item.text("check");
    expectation.level = item.text_or("level", "MUST");
    expectation.line = static_cast<int>(item.natural_or("line", 0));
    expectation.arguments = item.object_or_empty("arguments");
    if (item.problem()) return fields.complain("an expectation: " + *item.problem());
    header.expect.push_back(std::move(expectation));
  }
}

void HistoryParser::take_socket(const std::string& name, const Json& value, Fields& fields) {
  if (!value.is_object()) return fields.complain(fmt::format("the socket \"{}\" is not an object", name));
  Fields item(value);
  RecordedSocket socket;
  socket.name = name;
  socket.type = item.text("type");
  socket.side = item.text_or("side", "a");
  socket.context = item.text_or("context", {});
  socket.actor = item.text_or("actor", name);
  for (const auto& [option, setting] : item.object_or_empty("options").items()) socket.options[option] = setting;
  socket.links = item.texts_or_empty("links");
  socket.via = item.text_or("via", {});
  if (item.has("subscribe")) {
    for (RecordedFrame& frame : item.frames("subscribe")) socket.subscribe.push_back(std::move(frame.bytes));
  }
  if (item.problem()) return fields.complain(fmt::format("socket \"{}\": {}", name, *item.problem()));
  history_.header.sockets.push_back(std::move(socket));
}

}  // namespace zassay

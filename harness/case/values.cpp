#include "case/values.hpp"

#include <algorithm>
#include <charconv>

#include "base/bytes.hpp"
#include "case/suggest.hpp"

namespace zassay {
namespace {

constexpr std::size_t largest_literal = 4096;  // of the adapter protocol
constexpr std::int64_t largest_generated = 1LL << 30;
constexpr std::int64_t largest_plain = 64LL * 1024;
constexpr const char* bytes_expected = "bytes: a text, {hex: …}, {base64: …} or {size: …, first: …}";
constexpr const char* number_expected = "a whole number such as 100, $count or 2 * $count + 1";

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    unsigned value = 0;
    const char* end = text.data() + i + 2;
    const auto [read, problem] = std::from_chars(text.data() + i, end, value, 16);
    if (problem != std::errc() || read != end) return std::nullopt;
    bytes += static_cast<char>(value);
  }
  return bytes;
}

/// The name if the whole text is "$name", else empty.
std::string_view lone_parameter(std::string_view text) {
  if (text.size() < 2 || text[0] != '$') return {};
  const std::string_view name = text.substr(1);
  return parameter_name_size(name) == name.size() ? name : std::string_view{};
}

const char* unit_expected(Unit unit) {
  if (unit == Unit::bytes) return "a size in bytes: a plain number, or one with B, KiB, MiB or GiB";
  if (unit == Unit::milliseconds) return "a duration: a plain number of milliseconds, or one with ms or s";
  return "a number without a unit";
}

}  // namespace

Values::Values(std::string file, const Point& point, std::set<std::string>& used, CaseErrors& errors)
    : file_(std::move(file)), point_(point), used_(used), errors_(errors) {}

void Values::with_number(const std::string& name, std::int64_t number, const std::function<void()>& body) {
  Node value;
  value.kind = Node::Kind::scalar;
  value.text = std::to_string(number);
  point_.emplace_back(name, &value);
  body();
  point_.pop_back();
}

bool Values::has_parameter(std::string_view name) const {
  return std::any_of(point_.begin(), point_.end(), [&](const auto& entry) { return entry.first == name; });
}

void Values::fail(const Node& at, std::string code, std::string found, std::string expected) {
  errors_.add(mark(at), std::move(code), std::move(found), std::move(expected));
}

const Node* Values::parameter(std::string_view name) {
  for (const auto& [key, value] : point_) {
    if (key != name) continue;
    used_.insert(key);
    return value;
  }
  return nullptr;
}

Evaluated Values::parameter_quantity(std::string_view name) {
  const Node* value = parameter(name);
  if (value == nullptr) {
    std::vector<std::string> names;
    for (const auto& entry : point_) names.push_back(entry.first);
    return tl::unexpected<ExpressionError>(
        ExpressionError{0, "unknown-parameter", "the unknown parameter " + in_quotes(name), one_of(name, names)});
  }
  const auto no_parameters = [](std::string_view) -> Evaluated {
    return tl::unexpected<ExpressionError>(ExpressionError{0, "bad-expression", "a parameter", "a literal"});
  };
  Evaluated result = value->is_scalar() ? evaluate(value->text, no_parameters) : no_parameters({});
  if (result) return result;
  return tl::unexpected<ExpressionError>(
      ExpressionError{0, "wrong-kind", in_quotes("$" + std::string(name)) + ", which is " + describe(*value),
                      "a parameter that is a number"});
}

const Node* Values::resolve(const Node& node) {
  const std::string_view name = node.is_scalar() ? lone_parameter(node.text) : std::string_view{};
  if (name.empty()) return &node;
  const Node* value = parameter(name);
  if (value != nullptr) return value;
  const Evaluated unknown = parameter_quantity(name);
  fail(node, unknown.error().code, unknown.error().found, unknown.error().expected);
  return nullptr;
}

std::optional<std::string> Values::text(const Node& node, const char* expected) {
  const Node* value = resolve(node);
  if (value == nullptr) return std::nullopt;
  if (!value->is_scalar()) {
    fail(node, "wrong-kind", describe(*value), expected);
    return std::nullopt;
  }
  if (value != &node || node.text.find('$') == std::string::npos) return value->text;
  std::string result;
  const std::string_view source = node.text;
  for (std::size_t at = 0; at < source.size(); ++at) {
    if (source[at] != '$') {
      result += source[at];
      continue;
    }
    if (source.substr(at + 1).starts_with('$')) {
      result += '$';
      ++at;
      continue;
    }
    const std::size_t size = parameter_name_size(source.substr(at + 1));
    if (size == 0) {
      fail(node, "bad-text", "a '$' without a name in " + describe(node), "'$name', or '$$' for a dollar sign");
      return std::nullopt;
    }
    Node reference = node;
    reference.text = source.substr(at, size + 1);
    const Node* inserted = resolve(reference);
    if (inserted == nullptr) return std::nullopt;
    if (!inserted->is_scalar()) {
      fail(node, "wrong-kind", in_quotes(reference.text) + ", which is " + describe(*inserted),
           "a parameter that is text");
      return std::nullopt;
    }
    result += inserted->text;
    at += size;
  }
  return result;
}

std::optional<Quantity> Values::quantity(const Node& node) {
  if (!node.is_scalar()) {
    fail(node, "wrong-kind", describe(node), number_expected);
    return std::nullopt;
  }
  const Evaluated result = evaluate(node.text, [this](std::string_view name) { return parameter_quantity(name); });
  if (result) return *result;
  const ExpressionError& problem = result.error();
  const bool is_no_number = problem.offset == 0 && problem.code == "bad-expression";
  Mark place = mark(node);
  if (problem.offset > 0) place.column += static_cast<int>(problem.offset) + (node.is_quoted ? 1 : 0);
  errors_.add(place, is_no_number ? "wrong-kind" : problem.code, is_no_number ? describe(node) : problem.found,
              is_no_number ? number_expected : problem.expected);
  return std::nullopt;
}

std::optional<std::int64_t> Values::number(const Node& node, Unit unit, std::int64_t minimum, std::int64_t maximum) {
  const std::optional<Quantity> result = quantity(node);
  if (!result) return std::nullopt;
  if (result->unit != Unit::none && result->unit != unit) {
    fail(node, "wrong-unit", describe(node), unit_expected(unit));
    return std::nullopt;
  }
  if (result->value < minimum || result->value > maximum) {
    const std::string value = std::to_string(result->value);
    fail(node, "out-of-range", describe(node) + (node.text == value ? "" : ", which is " + value),
         "a number from " + std::to_string(minimum) + " to " + std::to_string(maximum));
    return std::nullopt;
  }
  return result->value;
}

std::optional<std::int64_t> Values::any_number(const Node& node) {
  const std::optional<Quantity> result = quantity(node);
  return result ? std::optional(result->value) : std::nullopt;
}

bool Values::is_number(const Node& node) {
  const std::string_view name = node.is_scalar() ? lone_parameter(node.text) : std::string_view{};
  const Node* value = name.empty() ? &node : parameter(name);
  if (value == nullptr || !value->is_scalar() || value->is_quoted || value->text.empty()) return false;
  const auto zero = [](std::string_view) -> Evaluated { return Quantity{1, Unit::none}; };
  return evaluate(value->text, zero).has_value();
}

std::optional<Json> Values::bytes(const Node& node) {
  const Node* value = resolve(node);
  if (value == nullptr) return std::nullopt;
  if (value->is_map()) return bytes_of_map(*value);
  const std::optional<std::string> plain = text(node, bytes_expected);
  if (!plain) return std::nullopt;
  if (plain->size() > largest_literal) {
    fail(node, "too-long", "a text of " + std::to_string(plain->size()) + " bytes",
         "at most 4096; longer ones are {size: …}");
    return std::nullopt;
  }
  return frame_of(*plain);
}

std::optional<Json> Values::bytes_of_map(const Node& node) {
  const Node* size = node.find("size");
  const Node* hex = node.find("hex");
  const Node* base64 = node.find("base64");
  const std::size_t known = (size != nullptr ? (node.find("first") != nullptr ? 2U : 1U) : 0U) +
                            (hex != nullptr ? 1U : 0U) + (base64 != nullptr ? 1U : 0U);
  const bool is_one = (size != nullptr) + (hex != nullptr) + (base64 != nullptr) == 1;
  if (!is_one || known != node.entries.size()) {
    fail(node, "wrong-kind", "a mapping that spells no bytes", bytes_expected);
    return std::nullopt;
  }
  if (size != nullptr) {
    const auto total = number(*size, Unit::bytes, 0, largest_generated);
    const Node* first = node.find("first");
    const auto from = first != nullptr ? number(*first, Unit::none, 0, 255) : std::optional<std::int64_t>(0);
    if (!total || !from) return std::nullopt;
    return Json{{"size", *total}, {"generator", "cycle"}, {"first", *from}};
  }
  const Node& spelled = hex != nullptr ? *hex : *base64;
  const std::optional<std::string> digits = text(spelled, bytes_expected);
  if (!digits) return std::nullopt;
  std::optional<std::string> plain;
  if (hex != nullptr) {
    plain = from_hex(*digits);
  } else if (Result<std::string> decoded = from_base64(*digits)) {
    plain = std::move(*decoded);
  }
  if (!plain || plain->size() > largest_literal) {
    fail(spelled, "bad-bytes", in_quotes(*digits),
         hex != nullptr ? "an even number of hexadecimal digits, at most 8192"
                        : "base64 with padding, of at most 4096 bytes");
    return std::nullopt;
  }
  return frame_of(*plain);
}

std::optional<std::string> Values::plain_bytes(const Node& node) {
  const std::optional<Json> spelled = bytes(node);
  if (!spelled) return std::nullopt;
  if (spelled->contains("b64")) return from_base64(string_member(*spelled, "b64")).value_or(std::string());
  const std::int64_t size = integer_member(*spelled, "size");
  if (size > largest_plain) {
    fail(node, "too-long", std::to_string(size) + " bytes", "at most 64 KiB here");
    return std::nullopt;
  }
  return cycle(static_cast<std::uint8_t>(integer_member(*spelled, "first")), static_cast<std::size_t>(size));
}

const Node* Values::list(const Node& node, const char* expected) {
  const Node* value = resolve(node);
  if (value == nullptr || value->is_list()) return value;
  fail(node, "wrong-kind", describe(*value), expected);
  return nullptr;
}

const Node* Values::map(const Node& node, const char* expected) {
  const Node* value = resolve(node);
  if (value == nullptr || value->is_map()) return value;
  fail(node, "wrong-kind", describe(*value), expected);
  return nullptr;
}

Json json_of(const Node& node) {
  Json result;
  if (node.is_list()) {
    result = Json::array();
    for (const Node& item : node.items) result.push_back(json_of(item));
  } else if (node.is_map()) {
    result = Json::object();
    for (const auto& [key, value] : node.entries) result[key.text] = json_of(value);
  } else if (node.is_scalar()) {
    std::int64_t number = 0;
    const char* end = node.text.data() + node.text.size();
    const auto [read, problem] = std::from_chars(node.text.data(), end, number);
    const bool is_number = problem == std::errc() && read == end && std::to_string(number) == node.text;
    result = node.text;
    if (is_number && !node.is_quoted) result = number;
    if (!node.is_quoted && (node.text == "true" || node.text == "false")) result = node.text == "true";
  }
  return result;
}

}  // namespace zassay

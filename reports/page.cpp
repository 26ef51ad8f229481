#include "reports/page.hpp"

#include <fmt/format.h>

#include <sstream>

#include "base/bytes.hpp"
#include "reports/html.hpp"
#include "reports/page_assets.hpp"
#include "reports/page_sections.hpp"
#include "reports/text.hpp"

namespace zassay {
namespace {

/// The source expression that lets exactly this text through a Content-Security-Policy.
std::string policy_hash(std::string_view content) {
  const std::string digits = sha256_hex(content);
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
  }
  return fmt::format("'sha256-{}'", to_base64(bytes));
}

/// Puts values in for {{name}}. One pass over the template alone: a value that contains "{{…}}" is left as it is.
std::string filled(std::string_view text, const std::map<std::string, std::string, std::less<>>& values) {
  std::string page;
  while (true) {
    const std::size_t open = text.find("{{");
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) break;
    page += text.substr(0, open);
    const auto value = values.find(text.substr(open + 2, close - open - 2));
    if (value != values.end()) page += value->second;
    text.remove_prefix(close + 2);
  }
  page += text;
  return page;
}

}  // namespace

std::string json_for_script(const Json& value) {
  std::string text;
  for (const char c : to_line(value)) {
    if (c == '<' || c == '>' || c == '&') {
      text += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      text += c;
    }
  }
  return text;
}

std::string page_of(const Json& model) {
  const std::string policy =
      fmt::format("default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
                  policy_hash(page_css), policy_hash(page_js));
  return filled(page_html, {{"policy", html_text(policy)},
                            {"title", html_text(string_member(model, "sentence"))},
                            {"tone", html_text(string_member(model, "tone"))},
                            {"style", std::string(page_css)},
                            {"body", page_body(model)},
                            {"data", json_for_script(model)},
                            {"script", std::string(page_js)}});
}

}  // namespace zassay

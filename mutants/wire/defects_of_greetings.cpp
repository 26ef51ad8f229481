// Defects of greetings. The first eleven octets go on before the rest is there, so that they come in items of their
// own.

#include "mutants/wire/defects.hpp"

namespace zassay::wire_defects {
namespace {

constexpr std::uint64_t signature_end_at = 9;
constexpr std::uint64_t major_at = 10;
constexpr std::size_t mechanism_at = 12;
constexpr std::size_t as_server_at = 32;
constexpr std::size_t filler_end_at = 63;

bool is_full(const Said& said) {
  return said.kind == Speech::Kind::greeting && said.item.greeting->form == wire::Greeting::Form::full;
}

/// Sets the octet of the greeting that stands at `at`, if it is among those of the front that came.
std::string set_in_front(Said& said, std::uint64_t at, char octet) {
  if (at >= said.item.offset && at - said.item.offset < said.octets.size()) said.octets[at - said.item.offset] = octet;
  return std::move(said.octets);
}

}  // namespace

std::string greeting_signature(Said& said) {
  // Its lowest bit is all that tells ZMTP 2.0 and later from 1.0: it stays.
  return said.kind == Speech::Kind::front ? set_in_front(said, signature_end_at, '\1') : said.octets;
}

std::string greeting_major(Said& said) {
  if (said.kind != Speech::Kind::front || said.item.offset + said.octets.size() <= major_at) return said.octets;
  const bool is_of_three = said.octets[major_at - said.item.offset] == 3;
  return is_of_three ? set_in_front(said, major_at, '\2') : said.octets;
}

std::string greeting_blanks(Said& said) {
  if (!is_full(said)) return said.octets;
  for (std::size_t at = mechanism_at; at < as_server_at; ++at) {
    if (said.octets[at] == '\0') said.octets[at] = ' ';
  }
  return said.octets;
}

std::string greeting_as_server(Said& said) {
  if (is_full(said) && said.item.greeting->mechanism_name() == "NULL") said.octets[as_server_at] = '\1';
  return said.octets;
}

std::string greeting_filler(Said& said) {
  if (is_full(said)) said.octets[filler_end_at] = '\1';
  return said.octets;
}

}  // namespace zassay::wire_defects

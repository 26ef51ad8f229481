#include "reports/member_reader.hpp"

#include <fmt/format.h>

namespace zassay {

MemberReader::MemberReader(const Json& object, std::string path, std::string& refusal, std::string key)
    : object_(object), path_(std::move(path)), refusal_(refusal), key_(std::move(key)) {
  if (!object_.is_object()) refuse("", "an object");
}

bool MemberReader::has(const char* name) const { return object_.is_object() && object_.contains(name); }

void MemberReader::refuse(const std::string& name, const std::string& due) {
  if (!refusal_.empty()) return;
  const std::string where = path_ + (path_.empty() || name.empty() ? "" : ".") + name;
  refusal_ = fmt::format("the results are not of this format: {} must be {}", where.empty() ? "the value" : where, due);
}

const Json* MemberReader::find(const char* name, const char* due, bool (*is_due)(const Json&)) {
  if (object_.is_object()) {
    const auto found = object_.find(name);
    if (found != object_.end() && is_due(*found)) return &*found;
  }
  refuse(name, due);
  return nullptr;
}

std::string MemberReader::text(const char* name) {
  const Json* value = find(name, "a text", [](const Json& json) { return json.is_string(); });
  return value ? value->get<std::string>() : std::string();
}

std::vector<std::string> MemberReader::texts(const char* name) {
  const Json* value = find(name, "a list of texts", [](const Json& json) {
    if (!json.is_array()) return false;
    for (const Json& element : json) {
      if (!element.is_string()) return false;
    }
    return true;
  });
  return value ? value->get<std::vector<std::string>>() : std::vector<std::string>();
}

std::uint64_t MemberReader::whole(const char* name, std::uint64_t at_most) {
  const Json* value = find(name, "a whole number, not negative", [](const Json& json) { return is_count(json); });
  const std::uint64_t number = value ? value->get<std::uint64_t>() : 0;
  if (number <= at_most) return number;
  refuse(name, fmt::format("at most {}", at_most));
  return 0;
}

double MemberReader::number(const char* name) {
  const Json* value = find(name, "a number", [](const Json& json) { return json.is_number() || json.is_null(); });
  return value && value->is_number() ? value->get<double>() : 0;
}

bool MemberReader::truth(const char* name) {
  const Json* value = find(name, "true or false", [](const Json& json) { return json.is_boolean(); });
  return value && value->get<bool>();
}

Json MemberReader::object(const char* name) {
  const Json* value = find(name, "an object", [](const Json& json) { return json.is_object(); });
  return value ? *value : Json::object();
}

Json MemberReader::any(const char* name) {
  const Json* value = find(name, "there", [](const Json&) { return true; });
  return value ? *value : Json();
}

void MemberReader::each(const char* name, const std::function<void(MemberReader&)>& visit) {
  const Json* value = find(name, "a list or an object", [](const Json& json) { return json.is_structured(); });
  if (!value) return;
  std::size_t index = 0;
  for (const auto& [key, element] : value->items()) {
    const std::string place = value->is_array() ? fmt::format("[{}]", index++) : "." + key;
    MemberReader reader(element, fmt::format("{}{}{}{}", path_, path_.empty() ? "" : ".", name, place), refusal_, key);
    visit(reader);
  }
}

}  // namespace zassay

#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace zassay {

/// Reads the members of one hostile JSON object. A member that is absent or of another type gives an empty value and a
/// refusal: one sentence that names the first one at fault by its path. The refusal is shared with the readers of
/// nested objects, so that one look at the end is enough. Not for use by several threads at once.
class MemberReader {
 public:
  MemberReader(const Json& object, std::string path, std::string& refusal, std::string key = {});

  bool has(const char* name) const;
  std::string text(const char* name);
  std::vector<std::string> texts(const char* name);
  std::uint64_t whole(const char* name, std::uint64_t at_most = std::numeric_limits<std::uint64_t>::max());
  double number(const char* name);  ///< null, the spelling of what is not finite, gives 0
  bool truth(const char* name);
  Json object(const char* name);
  Json any(const char* name);

  /// Visits the elements of an array, or the values of an object (then key() is their key), each of them an object.
  void each(const char* name, const std::function<void(MemberReader&)>& visit);

  const std::string& key() const { return key_; }
  void refuse(const std::string& name, const std::string& due);
  const std::string& refusal() const { return refusal_; }

 private:
  const Json* find(const char* name, const char* due, bool (*is_due)(const Json&));

  const Json& object_;
  std::string path_;
  std::string& refusal_;
  std::string key_;
};

}  // namespace zassay

#pragma once

#include <optional>
#include <string>

#include "history/frame.hpp"

namespace zassay {

/// Takes typed members out of a hostile JSON object. The first thing that is wrong is kept in problem(), and every
/// later access gives an empty value: a parser reads all it needs and asks once.
class Fields {
 public:
  explicit Fields(const Json& object) : object_(object) {}

  bool has(const char* key) const;  ///< there, and not null
  std::string text(const char* key);
  std::string text_or(const char* key, std::string otherwise);
  std::int64_t integer(const char* key);
  std::int64_t integer_or(const char* key, std::int64_t otherwise);
  std::uint64_t natural(const char* key, std::uint64_t at_most = UINT64_MAX);
  std::uint64_t natural_or(const char* key, std::uint64_t otherwise);
  RecordedFrames frames(const char* key);
  std::string bytes(const char* key);            ///< a frame whose bytes are all there
  const Json& object(const char* key);           ///< an object
  const Json& object_or_empty(const char* key);  ///< an object, or empty if it is not there
  const Json& list_or_empty(const char* key);    ///< a list, or empty if it is not there
  std::vector<std::string> texts_or_empty(const char* key);

  void complain(std::string sentence);
  const std::optional<std::string>& problem() const { return problem_; }

 private:
  const Json* find(const char* key, const char* kind, bool required);

  const Json& object_;
  std::optional<std::string> problem_;
};

}  // namespace zassay

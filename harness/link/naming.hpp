#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "wire/item.hpp"

namespace zassay::link {

/// Knows by which names a verb may mean what one side of a connection sends, and counts them.
class Naming {
 public:
  using Id = std::uint16_t;
  struct Name {
    Id id = nameless;
    std::uint64_t number = 0;  ///< which one of its name, from 1
  };
  /// A frame that subscribes has two names.
  using Names = std::array<Name, 2>;

  Naming();

  Names begin_greeting() { return {next(greeting), {}}; }
  /// Of a command or frame as soon as it is known what it is; to be called for each, once.
  Names begin(const wire::Item& item);
  /// Of each complete item: it may say what socket sent it.
  void learn(const wire::Item& item);

  std::optional<Id> find(const std::string& what) const;
  std::uint64_t count(Id id) const;

 private:
  static constexpr Id nameless = 0xFFFF;
  enum Fixed : Id { greeting, frame, subscribe, cancel };

  Name next(Id id) { return {id, ++counts_[id]}; }
  Id id_of_command(const std::string& name);

  static constexpr std::size_t most_names = 256;  // a side may make up as many as it likes
  std::map<std::string, Id> ids_;
  std::array<std::uint64_t, most_names> counts_{};
  bool in_message_ = false;
  bool subscribes_ = false;  ///< the side is a SUB or XSUB
  bool identity_is_next_ = false;
};

}  // namespace zassay::link

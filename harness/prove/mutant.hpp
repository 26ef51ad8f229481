#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "case/clauses.hpp"
#include "run/implementation.hpp"

namespace zassay {

/// One seeded defect, as mutants/catalogue.yaml has it.
struct Mutant {
  std::string name;
  std::string family;
  std::string carrier;              ///< "shim" or "model": which library has it; "wire": peers and links do
  std::string wrong;                ///< what is wrong, one sentence
  std::vector<std::string> breaks;  ///< ids of clauses
  std::string strikes;              ///< where: which messages, calls, socket types
  /// Which check must notice it, and words of which its sentence must have one: the reason that it is about.
  std::vector<std::pair<std::string, std::vector<std::string>>> noticed_by;
  int line = 0;
};

/// Reads the catalogue, strictly: names are unique, clauses and checks exist, and only a mutant that is a crash or a
/// hang may be noticed by one. Errors as read_entries.
Result<std::vector<Mutant>> load_catalogue(const std::string& path, const ClauseCatalogue& clauses);

/// nullptr if there is none of that name.
const Mutant* find_mutant(const std::vector<Mutant>& mutants, const std::string& name);

/// The carrier whose defects are in what peers and links make of a sound library's octets.
inline constexpr const char* wire_carrier = "wire";

/// How the adapter of a carrier is started. Errors as of command_of_library.
Result<AdapterCommand> command_of_carrier(const std::string& carrier);

inline constexpr const char* mutant_variable = "ZASSAY_MUTANT";

}  // namespace zassay

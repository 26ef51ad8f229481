#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zassay::model {

/// The seeded defects that can be switched on here, each of them one condition in the code that it spoils. What is
/// wrong with each, and where it strikes: mutants/catalogue.yaml.
enum class Defect {
  none,
};

/// Whether this is the defect that the environment variable ZASSAY_MUTANT names.
bool defect(Defect one);

/// Why no context may be opened: ZASSAY_MUTANT names a defect that is not of this library. Empty if one may.
const std::string& problem_of_defects();

}  // namespace zassay::model

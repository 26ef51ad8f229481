#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "case/case.hpp"
#include "case/clauses.hpp"
#include "case/error.hpp"

namespace zassay {

using LoadedCase = tl::expected<CaseFile, std::vector<CaseError>>;

/// Reads a case file with all its cells, or says everything that is wrong with it, in the order of the file. An error
/// that only some cells have names the first of them. Any thread may load.
LoadedCase load_case(const std::string& path, const std::string& name, const ClauseCatalogue& clauses);

/// The same of a text; `file` stands in marks and errors.
LoadedCase load_text(std::string_view text, const std::string& file, const std::string& name,
                     const ClauseCatalogue& clauses);

/// Many case files: those that are good, sorted by name, and the errors of all others, by file.
struct CaseSet {
  std::vector<CaseFile> files;
  std::vector<CaseError> errors;
};

/// Loads folders and single files; a file that is named twice is loaded once, two files of one name are an error.
CaseSet load_folder(const std::vector<std::string>& paths, const ClauseCatalogue& clauses);
CaseSet load_folder(const std::string& path, const ClauseCatalogue& clauses);

}  // namespace zassay

#pragma once

#include "reports/results.hpp"

namespace zassay {

/// docs/results.md and reports/results.schema.json: the whole run; keys sorted, cells in planned order, text in valid
/// UTF-8. `summary` repeats what follows from the cells and is not read back.
Json to_json(const RunResult& run);

/// The run without its cells, and without `summary`.
Json header_to_json(const RunResult& run);
Json to_json(const CellResult& cell);

/// Errors have the code "bad-results" and name the member at fault, such as "cells[3].sides". Unknown members are left
/// aside: a later version may add some.
Result<RunResult> run_result_from_json(const Json& value);

/// As run_result_from_json, for a header that need not have `cells`.
Result<RunResult> header_from_json(const Json& value);
Result<CellResult> cell_result_from_json(const Json& value);

}  // namespace zassay

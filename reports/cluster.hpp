#pragma once

#include <string>
#include <vector>

#include "reports/standing.hpp"

namespace zassay {

/// Cells that are not green for what looks like one cause: the same standing, verdict, check and first words of the
/// reason, numbers set aside.
struct Cluster {
  Standing standing = Standing::failed;
  Verdict verdict = Verdict::fail;
  std::string check;
  std::string cause;               ///< the first words of the reason, numbers as "#"
  std::vector<std::size_t> cells;  ///< indices into RunResult::cells, in planned order
  std::size_t smallest = 0;        ///< the index of the cell with the fewest accepted messages, the first of those
};

/// Everything that is neither passed, expected nor unsupported; the worst standing first, then the biggest cluster,
/// then the order of the plan.
std::vector<Cluster> clusters_of(const RunResult& run);

/// The ids of the cells of one case, by column: who ran on which transport.
struct MatrixRow {
  std::string case_name;
  std::string title;
  std::vector<std::vector<std::size_t>> columns;  ///< per column of the matrix: indices into RunResult::cells
  Standing worst = Standing::passed;
};

struct CellMatrix {
  std::vector<std::string> columns;  ///< "libzmq@4.3.4 · tcp", "a=libzmq@4.3.4 b=pyzmq@27 · ipc"; order of the plan
  std::vector<MatrixRow> rows;       ///< cases, order of the plan
};
CellMatrix matrix_of(const RunResult& run);

/// "libzmq@4.3.4", or "a=libzmq@4.3.4 b=pyzmq@27" when the sides differ.
std::string sides_of(const CellResult& cell);

}  // namespace zassay

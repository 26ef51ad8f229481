#pragma once

#include <string>
#include <utility>
#include <vector>

#include "case/error.hpp"
#include "case/tree.hpp"
#include "case/values.hpp"

namespace zassay {

/// The parameters of a case and the points of its matrix. The nodes belong to the tree that it was read from, except
/// for the transport of a case that names none.
class Matrix {
 public:
  /// Reads `matrix` and `except`. What is wrong is added to the errors; good parameters are kept.
  Matrix(const Node& root, const std::string& file, CaseErrors& errors);

  Matrix(const Matrix&) = delete;
  Matrix& operator=(const Matrix&) = delete;

  /// In the order of the file, the last parameter turning fastest.
  const std::vector<Point>& points() const { return points_; }

  struct Parameter {
    std::string name;
    Mark mark;
    std::vector<const Node*> values;
  };
  const std::vector<Parameter>& parameters() const { return parameters_; }

 private:
  void read_parameter(const Node& key, const Node& value);
  void check_transports(const Node& list);
  void read_exceptions(const Node& list);
  void expand(std::size_t nodes);
  bool is_excepted(const Point& point) const;
  const Parameter* find(const std::string& name) const;
  Mark mark(const Node& node) const { return Mark{file_, node.line, node.column}; }

  std::string file_;
  CaseErrors& errors_;
  Node default_transport_;
  std::vector<Parameter> parameters_;
  std::vector<const Node*> exceptions_;
  std::vector<Point> points_;
};

/// "transport=tcp,hwm=10".
std::string point_name(const Point& point);

}  // namespace zassay

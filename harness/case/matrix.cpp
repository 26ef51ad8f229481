#include "case/matrix.hpp"

#include <algorithm>

#include "case/suggest.hpp"
#include "case/words.hpp"

namespace zassay {
namespace {

constexpr std::size_t most_cells = 4096;
constexpr std::size_t most_cell_nodes = 4'000'000;  // cells × nodes of the file: bounds the work on hostile files

bool holds(const std::vector<const Node*>& values, const Node& wanted) {
  return std::any_of(values.begin(), values.end(), [&](const Node* value) { return value->same_value(wanted); });
}

std::size_t nodes_of(const Node& node) {
  std::size_t count = 1;
  for (const Node& item : node.items) count += nodes_of(item);
  for (const auto& [key, value] : node.entries) count += 1 + nodes_of(value);
  return count;
}

bool has_parameter(const Node& node) {
  if (node.is_scalar()) return node.text.find('$') != std::string::npos;
  return std::any_of(node.items.begin(), node.items.end(), has_parameter) ||
         std::any_of(node.entries.begin(), node.entries.end(),
                     [](const auto& entry) { return has_parameter(entry.second); });
}

}  // namespace

Matrix::Matrix(const Node& root, const std::string& file, CaseErrors& errors) : file_(file), errors_(errors) {
  default_transport_.kind = Node::Kind::scalar;
  default_transport_.text = "inproc";
  const Node* matrix = root.find("matrix");
  if (matrix == nullptr || matrix->find("transport") == nullptr) {
    parameters_.push_back(Parameter{"transport", Mark{file_, 1, 1}, {&default_transport_}});
  }
  if (matrix != nullptr && !matrix->is_map()) {
    errors_.add(mark(*matrix), "wrong-kind", describe(*matrix) + " for 'matrix'",
                "a mapping of parameters to lists of values");
  } else if (matrix != nullptr) {
    for (const auto& [key, value] : matrix->entries) read_parameter(key, value);
  }
  if (const Node* list = root.find("except")) read_exceptions(*list);
  expand(nodes_of(root));
}

void Matrix::read_parameter(const Node& key, const Node& value) {
  if (parameter_name_size(key.text) != key.text.size() || key.text.empty() || key.text.size() > 64) {
    errors_.add(mark(key), "bad-name", in_quotes(key.text) + " as a parameter",
                "letters, digits and '_', a letter first");
    return;
  }
  if (!value.is_list() || value.items.empty()) {
    errors_.add(mark(value), "wrong-kind", describe(value) + " for the parameter " + in_quotes(key.text),
                "a list of values");
    return;
  }
  if (key.text == "transport") check_transports(value);
  Parameter parameter{key.text, mark(key), {}};
  for (const Node& item : value.items) {
    if (has_parameter(item)) {
      errors_.add(mark(item), "bad-text", "a '$' in the matrix",
                  "literal values; as bytes a dollar sign is {hex: \"24\"}");
    } else if (item.kind == Node::Kind::nothing) {
      errors_.add(mark(item), "wrong-kind", "nothing as a value of " + in_quotes(key.text), "a value");
    } else if (holds(parameter.values, item)) {
      errors_.add(mark(item), "duplicate-value", describe(item) + " a second time", "each value once");
    } else if (key.text != "transport" || (item.is_scalar() && std::count(words::transports().begin(),
                                                                          words::transports().end(), item.text) == 1)) {
      parameter.values.push_back(&item);
    }
  }
  if (!parameter.values.empty()) parameters_.push_back(std::move(parameter));
}

void Matrix::check_transports(const Node& list) {
  const words::Words& known = words::transports();
  for (const Node& item : list.items) {
    if (item.is_scalar() && std::count(known.begin(), known.end(), item.text) == 1) continue;
    errors_.add(mark(item), "unknown-word", describe(item) + " as a transport", one_of(item.text, known));
  }
}

const Matrix::Parameter* Matrix::find(const std::string& name) const {
  const auto found =
      std::find_if(parameters_.begin(), parameters_.end(), [&](const auto& p) { return p.name == name; });
  return found == parameters_.end() ? nullptr : &*found;
}

void Matrix::read_exceptions(const Node& list) {
  if (!list.is_list()) {
    errors_.add(mark(list), "wrong-kind", describe(list) + " for 'except'",
                "a list of points, such as [{transport: inproc}]");
    return;
  }
  std::vector<std::string> names;
  for (const Parameter& parameter : parameters_) names.push_back(parameter.name);
  for (const Node& item : list.items) {
    bool is_good = item.is_map() && !item.entries.empty();
    if (!is_good)
      errors_.add(mark(item), "wrong-kind", describe(item) + " in 'except'", "a point, such as {transport: inproc}");
    for (const auto& [key, value] : item.entries) {
      const Parameter* parameter = find(key.text);
      if (parameter == nullptr) {
        errors_.add(mark(key), "unknown-parameter", "the unknown parameter " + in_quotes(key.text),
                    one_of(key.text, names));
        is_good = false;
      } else if (!holds(parameter->values, value)) {
        std::vector<std::string> values;
        for (const Node* known : parameter->values)
          values.push_back(known->is_scalar() ? known->text : to_line(json_of(*known)));
        errors_.add(mark(value), "unknown-value", describe(value) + ", which " + in_quotes(key.text) + " never is",
                    one_of(value.text, values));
        is_good = false;
      }
    }
    if (is_good) exceptions_.push_back(&item);
  }
}

bool Matrix::is_excepted(const Point& point) const {
  const auto covers = [&](const Node* exception) {
    return std::all_of(exception->entries.begin(), exception->entries.end(), [&](const auto& entry) {
      return std::any_of(point.begin(), point.end(), [&](const auto& parameter) {
        return parameter.first == entry.first.text && parameter.second->same_value(entry.second);
      });
    });
  };
  return std::any_of(exceptions_.begin(), exceptions_.end(), covers);
}

void Matrix::expand(std::size_t nodes) {
  std::size_t total = 1;
  for (const Parameter& parameter : parameters_) {
    total *= parameter.values.size();
    if (total <= most_cells && total * nodes <= most_cell_nodes) continue;
    errors_.add(parameter.mark, "too-many-cells", "a matrix with too many points",
                "at most 4096 points, fewer for a long case");
    return;
  }
  for (std::size_t index = 0; index < total; ++index) {
    Point point(parameters_.size());
    std::size_t rest = index;
    for (std::size_t i = parameters_.size(); i-- > 0;) {
      const auto& values = parameters_[i].values;
      point[i] = {parameters_[i].name, values[rest % values.size()]};
      rest /= values.size();
    }
    if (!is_excepted(point)) points_.push_back(std::move(point));
  }
  if (points_.empty() && errors_.empty()) {
    errors_.add(Mark{file_, 1, 1}, "no-cells", "an 'except' that leaves no point", "at least one point of the matrix");
  }
}

std::string point_name(const Point& point) {
  std::string text;
  for (const auto& [name, value] : point) {
    const Json json = json_of(*value);
    text += (text.empty() ? "" : ",") + name + "=" + (json.is_string() ? json.get<std::string>() : to_line(json));
  }
  return text;
}

}  // namespace zassay

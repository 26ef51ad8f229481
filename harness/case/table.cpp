#include "case/table.hpp"

#include <algorithm>
#include <map>

namespace zassay {

const Key* Shape::find(const std::string& key) const {
  for (const Key& candidate : keys) {
    if (candidate.name == key) return &candidate;
  }
  return nullptr;
}

std::vector<std::string> Shape::key_names() const {
  std::vector<std::string> names;
  for (const Key& key : keys) names.push_back(key.name);
  return names;
}

const std::vector<const Shape*>& verb_forms(Owner owner, const std::string& name) {
  static const auto index = [] {
    std::map<std::pair<Owner, std::string>, std::vector<const Shape*>> forms;
    for (const Shape& shape : verbs()) forms[{shape.owner, shape.name}].push_back(&shape);
    return forms;
  }();
  static const std::vector<const Shape*> none;
  const auto found = index.find({owner, name});
  return found == index.end() ? none : found->second;
}

namespace {

const Shape* find_shape(const std::vector<Shape>& shapes, const std::string& name) {
  const auto found = std::find_if(shapes.begin(), shapes.end(), [&](const Shape& shape) { return shape.name == name; });
  return found == shapes.end() ? nullptr : &*found;
}

}  // namespace

const Shape* find_evidence(const std::string& name) { return find_shape(evidence(), name); }

const Shape* find_check(const std::string& name) { return find_shape(checks(), name); }

const Shape* find_item(Kind kind, const std::string& name) {
  return find_shape(kind == Kind::items_to_come ? items_to_come() : items_to_send(), name);
}

std::vector<std::string> verb_names(Owner owner) {
  std::vector<std::string> names;
  for (const Shape& shape : verbs()) {
    if (shape.owner != owner || std::find(names.begin(), names.end(), shape.name) != names.end()) continue;
    names.push_back(shape.name);
  }
  return names;
}

std::vector<std::string> shape_names(const std::vector<Shape>& shapes) {
  std::vector<std::string> names;
  for (const Shape& shape : shapes) names.push_back(shape.name);
  return names;
}

}  // namespace zassay

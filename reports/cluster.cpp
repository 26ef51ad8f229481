#include "reports/cluster.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "reports/text.hpp"

namespace zassay {
namespace {

constexpr std::size_t cause_words = 8;

std::string cause_of(const std::string& reason) {
  std::string cause;
  std::size_t words = 1;
  bool in_number = false;
  for (const char c : visible(reason)) {
    const bool is_digit = c >= '0' && c <= '9';
    if (is_digit && !in_number) cause += '#';
    in_number = is_digit;
    if (is_digit) continue;
    if (c == ' ' && ++words > cause_words) return cause + " …";
    cause += c;
  }
  return cause;
}

std::string transport_of(const CellResult& cell) {
  for (const auto& [name, value] : cell.parameters) {
    if (name == "transport" && value.is_string()) return value.get<std::string>();
  }
  return {};
}

template <typename Container, typename Key>
std::size_t place_of(Container& container, const Key& key, std::map<Key, std::size_t>& places) {
  const auto [found, is_new] = places.emplace(key, container.size());
  if (is_new) container.emplace_back();
  return found->second;
}

}  // namespace

std::vector<Cluster> clusters_of(const RunResult& run) {
  using Key = std::tuple<Standing, Verdict, std::string, std::string>;
  std::map<Key, std::size_t> places;
  std::vector<Cluster> clusters;
  for (std::size_t i = 0; i < run.cells.size(); ++i) {
    const CellResult& cell = run.cells[i];
    const Standing standing = standing_of(cell);
    if (standing <= Standing::unsupported) continue;
    const Key key{standing, cell.judgement.verdict, check_of(cell), cause_of(cell.judgement.reason)};
    Cluster& cluster = clusters[place_of(clusters, key, places)];
    if (cluster.cells.empty()) {
      std::tie(cluster.standing, cluster.verdict, cluster.check, cluster.cause) = key;
      cluster.smallest = i;
    }
    cluster.cells.push_back(i);
    if (cell.judgement.accepted < run.cells[cluster.smallest].judgement.accepted) cluster.smallest = i;
  }
  std::stable_sort(clusters.begin(), clusters.end(), [](const Cluster& left, const Cluster& right) {
    return std::tuple(left.standing, left.cells.size()) > std::tuple(right.standing, right.cells.size());
  });
  return clusters;
}

std::string sides_of(const CellResult& cell) {
  std::set<std::string> labels;
  for (const auto& [side, label] : cell.sides) labels.insert(label);
  if (labels.size() == 1) return *labels.begin();
  std::string text;
  for (const auto& [side, label] : cell.sides) text += fmt::format("{}{}={}", text.empty() ? "" : " ", side, label);
  return text;
}

CellMatrix matrix_of(const RunResult& run) {
  CellMatrix matrix;
  std::map<std::string, std::size_t> column_places;
  std::map<std::string, std::size_t> row_places;
  for (std::size_t i = 0; i < run.cells.size(); ++i) {
    const CellResult& cell = run.cells[i];
    const std::string transport = transport_of(cell);
    std::string label = sides_of(cell);
    if (!transport.empty()) label += (label.empty() ? "" : " · ") + transport;
    if (label.empty()) label = "cell";
    const std::size_t column = place_of(matrix.columns, label, column_places);
    matrix.columns[column] = label;
    MatrixRow& row = matrix.rows[place_of(matrix.rows, cell.case_name, row_places)];
    row.case_name = cell.case_name;
    row.title = cell.title;
    row.columns.resize(std::max(row.columns.size(), column + 1));
    row.columns[column].push_back(i);
    row.worst = std::max(row.worst, standing_of(cell));
  }
  for (MatrixRow& row : matrix.rows) row.columns.resize(matrix.columns.size());
  return matrix;
}

}  // namespace zassay

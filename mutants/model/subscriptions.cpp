#include "mutants/model/subscriptions.hpp"

#include <algorithm>

#include "mutants/model/defect.hpp"

namespace zassay::model {

bool is_of_topic(std::string_view first_frame, std::string_view topic) {
  if (defect(Defect::match_anywhere)) return first_frame.find(topic) != std::string_view::npos;
  if (defect(Defect::match_suffix)) return first_frame.ends_with(topic);
  if (defect(Defect::match_one_short) && topic.size() > 1) topic.remove_suffix(1);
  if (defect(Defect::empty_matches_no_empty) && first_frame.empty()) return false;
  return first_frame.starts_with(topic);
}

bool Topics::remove(const std::string& topic) {
  const auto found = counts_.find(topic);
  if (found == counts_.end() || --found->second > 0) return false;
  counts_.erase(found);
  return true;
}

bool Topics::any_of(std::string_view first_frame) const {
  return std::ranges::any_of(counts_, [&](const auto& entry) { return is_of_topic(first_frame, entry.first); });
}

bool Holders::add(const std::string& topic, Pipe& peer) {
  std::set<Pipe*>& peers = holders_[topic];
  return peers.insert(&peer).second && peers.size() == 1;
}

bool Holders::remove(const std::string& topic, Pipe& peer) {
  const auto found = holders_.find(topic);
  if (found == holders_.end() || found->second.erase(&peer) == 0) return false;
  if (!found->second.empty()) return defect(Defect::spurious_unsubscription);
  holders_.erase(found);
  return true;
}

std::vector<std::string> Holders::remove_all(Pipe& peer) {
  std::vector<std::string> held;
  for (const auto& [topic, peers] : holders_) {
    if (peers.contains(&peer)) held.push_back(topic);
  }
  std::erase_if(held, [&](const std::string& topic) { return !remove(topic, peer); });
  return held;
}

bool Holders::any_of(std::string_view first_frame, Pipe& peer) const {
  return std::ranges::any_of(holders_, [&](const auto& entry) {
    return entry.second.contains(&peer) && is_of_topic(first_frame, entry.first);
  });
}

}  // namespace zassay::model

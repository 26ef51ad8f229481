#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mutants/model/defect.hpp"
#include "mutants/model/pipe.hpp"

namespace zassay::model {

/// Whether a message whose first frame has these octets is of the topic: its beginning is the topic, octet by octet
/// (PUBSUB-PUB-08, PUBSUB-XPUB-06). The empty topic is that of every message (API-OPT-28).
bool is_of_topic(std::string_view first_frame, std::string_view topic);

/// A frame that subscribes to a topic or cancels that: 1 or 0 and the topic (API-SOCKET-13, -14).
struct SubscriptionMessage {
  bool adds = false;
  std::string topic;

  static bool is_one(const Frame& frame) {
    const bool takes_any = defect(Defect::chatter_subscribes);
    return !frame.bytes().empty() && (takes_any || static_cast<unsigned char>(frame.bytes()[0]) <= 1);
  }
  static SubscriptionMessage read(const Frame& frame) {
    return {frame.bytes()[0] != 0, std::string(frame.bytes().substr(1))};
  }
  Frame frame() const { return Frame::of(std::string(1, adds ? '\1' : '\0') + topic); }
};

/// The topics that a subscriber has asked for, each as often as it did (API-OPT-29).
class Topics {
 public:
  void add(const std::string& topic) { ++counts_[topic]; }
  /// Whether that was the last instance; false too if there was none.
  bool remove(const std::string& topic);
  bool any_of(std::string_view first_frame) const;
  const std::map<std::string, int>& all() const { return counts_; }

 private:
  std::map<std::string, int> counts_;
};

/// Who holds which topics, at the publisher. One peer's cancel leaves the others' (PUBSUB-XPUB-14).
class Holders {
 public:
  /// Whether the peer is the first who holds the topic.
  bool add(const std::string& topic, Pipe& peer);
  /// Whether the peer held it and was the last one.
  bool remove(const std::string& topic, Pipe& peer);
  /// The topics that nobody holds any longer now that the peer is gone (PUBSUB-XPUB-13).
  std::vector<std::string> remove_all(Pipe& peer);
  bool any_of(std::string_view first_frame, Pipe& peer) const;

 private:
  std::map<std::string, std::set<Pipe*>> holders_;
};

}  // namespace zassay::model

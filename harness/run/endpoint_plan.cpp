#include "run/endpoint_plan.hpp"

#include <algorithm>
#include <set>

#include "case/words.hpp"

namespace zassay {
namespace {

/// Options that make a case quicker to judge, and change nothing that it judges.
bool is_harmless(const std::pair<std::string, Json>& option) {
  return option.first == "LINGER" || option.first == "ROUTER_MANDATORY" ||
         (option.first == "HANDSHAKE_IVL" && option.second == 0);
}

/// Why the case cannot be told; empty if it can.
std::string obstacle_of(const Case& cell) {
  if (!cell.links.empty()) return "it needs a link between two sockets";
  if (cell.sockets.size() != 1) return "it needs several sockets";
  const SocketSpec& socket = cell.sockets.front();
  if (socket.bind.empty() || !socket.connect.empty()) return "it needs a socket that connects";
  for (const auto& option : socket.options) {
    if (!is_harmless(option)) return "it needs options at the socket";
  }
  const auto is_plain = [](const PeerSpec& peer) {
    return !peer.listens && string_member(peer.settings, "mechanism", "NULL") == "NULL";
  };
  if (!std::all_of(cell.peers.begin(), cell.peers.end(), is_plain)) return "it needs a secured socket";
  const auto waits_for_nothing = [](const Step& step) {
    const Json items = step.arguments.value("items", Json::array());
    return std::any_of(items.begin(), items.end(), [](const Json& item) { return item.contains("nothing"); });
  };
  if (std::any_of(cell.steps.begin(), cell.steps.end(), waits_for_nothing)) return "it waits for nothing to come";
  return {};
}

/// Whether the step's octets mean something else to another type: messages, and a READY that is spelled out.
bool depends_on_type(const Step& step) {
  if (step.verb != "send") return false;
  const Json items = step.arguments.value("items", Json::array());
  return std::any_of(items.begin(), items.end(), [](const Json& item) {
    const std::string kind = item.items().begin().key();
    return kind == "frame" || kind == "message" || kind == "octets" || kind == "command";
  });
}

bool has_parameter(const Case& cell, const char* name) {
  return std::any_of(cell.parameters.begin(), cell.parameters.end(),
                     [name](const auto& parameter) { return parameter.first == name; });
}

/// Whether the application does something that peers may see.
bool is_of_application(const Case& cell, const Step& step) {
  const bool is_at_wire = step.target.empty() || find_peer(cell, step.target) != nullptr;
  return !is_at_wire && step.verb != "recv";
}

/// Ends the story where the application would have to do something; true if it goes on there.
bool end_at_application(Case& cell) {
  const auto first = std::find_if(cell.steps.begin(), cell.steps.end(),
                                  [&cell](const Step& step) { return is_of_application(cell, step); });
  const bool goes_on = first != cell.steps.end();
  cell.steps.erase(first, cell.steps.end());
  return goes_on;
}

/// Makes the case one about a socket of another type. False if nothing would be left of it.
bool change_type(Case& cell, const std::string& type, const std::string& as) {
  if (has_parameter(cell, "type") || has_parameter(cell, "peer")) return false;
  cell.sockets.front().type = type;
  for (PeerSpec& peer : cell.peers) peer.settings["as"] = as;
  const auto first = std::find_if(cell.steps.begin(), cell.steps.end(), depends_on_type);
  cell.steps.erase(first, cell.steps.end());
  return true;
}

bool judges_the_wire(const Case& cell) {
  return std::any_of(cell.steps.begin(), cell.steps.end(), [&](const Step& step) {
    return find_peer(cell, step.target) != nullptr && (step.verb == "expect" || step.verb == "handshake");
  });
}

/// Leaves out the checks that need an adapter; true if there were some.
bool drop_checks(Case& cell) {
  const auto needs_adapter = [](const Expectation& expectation) { return expectation.check != "well_formed"; };
  const auto kept = std::remove_if(cell.expect.begin(), cell.expect.end(), needs_adapter);
  const bool dropped = kept != cell.expect.end();
  cell.expect.erase(kept, cell.expect.end());
  return dropped;
}

}  // namespace

EndpointPlan plan_for_endpoint(const std::vector<CaseFile>& files, const std::string& transport,
                               const std::string& type, const std::string& as) {
  EndpointPlan plan;
  for (const CaseFile& file : files) {
    std::set<std::string> reasons;
    bool has_peers = false;
    for (Case cell : file.cells) {
      if (cell.peers.empty() || cell.transport != transport) continue;
      has_peers = true;
      const std::string obstacle = obstacle_of(cell);
      if (!obstacle.empty()) {
        reasons.insert(obstacle);
        continue;
      }
      const std::string own_type = cell.sockets.front().type;
      if (own_type != type && !change_type(cell, type, as)) continue;
      if (end_at_application(cell)) reasons.insert("it goes on with what the application does");
      if (own_type != type) reasons.insert("it goes on with what only a " + own_type + " takes");
      if (drop_checks(cell)) reasons.insert("what the application receives cannot be seen");
      if (!judges_the_wire(cell)) continue;
      plan.cells.push_back(std::move(cell));
    }
    if (!has_peers) continue;
    for (const std::string& reason : reasons) ++plan.undecided[reason];
  }
  return plan;
}

}  // namespace zassay

#pragma once

#include <map>
#include <string>
#include <vector>

#include "case/case.hpp"
#include "run/endpoint_probe.hpp"

namespace zassay {

/// Which cells can be told against a socket that listens somewhere, with nothing but the wire.
struct EndpointPlan {
  std::vector<Case> cells;  ///< as they are told: of its type, without what needs an adapter
  /// Why a case could not be told, or not to its end → how many cases.
  std::map<std::string, std::size_t> undecided;
};

/// Of each case with peers: the cells of the endpoint's transport whose only socket listens, has no options that change
/// what it does, and is of the endpoint's type, or can be of any: then the story ends where it sends what another type
/// would take for something else. A story ends, too, where the application would have to do something; that it
/// receives, and checks of that, are left out. Peers play `as` where the case leaves it open.
EndpointPlan plan_for_endpoint(const std::vector<CaseFile>& files, const std::string& transport,
                               const std::string& type, const std::string& as);

}  // namespace zassay

#pragma once

#include <functional>
#include <string>

#include "run/session.hpp"

namespace zassay {

enum class Answer { not_yet, came, contradicted };

struct Reply {
  Answer answer = Answer::not_yet;
  std::string reason{};  ///< why not yet, or what contradicts
  Json facts = Json::object();
};

/// Asks the question until it is answered, the adapter breaks, or the time is over; records the evidence under `kind`
/// with the members `about`. Between two questions it hears what adapters, peers and links have to say.
Ended wait_for(Session& session, const std::string& kind, Json about, const std::function<Reply()>& question);

/// "not yet, for this reason", unless everything is settled and nothing was left to be heard: then it never comes.
/// Where the other side cannot be looked at: unless it has greeted many others since it was heard of last.
Reply unless_settled(Session& session, const std::string& lacking);

}  // namespace zassay

#pragma once

#include "run/session.hpp"

namespace zassay {

/// Any verb of a link.
Ended step_link(Session& session, const Step& step);

/// `until` held, passed, cut, stalled or linked.
Ended wait_link(Session& session, const std::string& kind, const Json& given);

}  // namespace zassay

#pragma once

#include "reports/page_parts.hpp"

namespace zassay {

/// The section that shows which checks are proven able to fail; nothing if no proof was at hand.
void add_proof(Html page, const Json& proof);

}  // namespace zassay

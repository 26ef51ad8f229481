#pragma once

#include <zmq.h>

namespace zassay::model {

/// zmq_poll(3): how many items have events, or an error number in `problem`.
int poll(zmq_pollitem_t* items, int count, long timeout_ms, int& problem);

}  // namespace zassay::model

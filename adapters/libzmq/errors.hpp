#pragma once

#include <string>

namespace zassay::libzmq {

/// The POSIX or ZeroMQ name of an error number of libzmq ("EAGAIN", "EFSM"); "ERRNO_<number>" for one that has no name.
/// Of names that share a number the manual's is given: EAGAIN, ENOTSUP. Safe from any thread.
std::string error_name(int number);

}  // namespace zassay::libzmq

#pragma once

#include <vector>

#include "adapter/socket_diag.hpp"

namespace zassay {

/// Looks behind established connections within this machine that have no `peer_inode` among the sockets: whoever closed
/// that end holds it no more, and its FIN or RST may still be under way. Adds the ends that no process holds, with
/// inode 0, and marks the sockets whose other end is gone. False when the kernel does not answer.
bool look_at_far_ends(SocketDiag& diag, std::vector<TcpSocket>& sockets);

}  // namespace zassay

#pragma once

#include "run/session.hpp"

namespace zassay {

// The verbs of a case, each in the file of its kind. All of them carry out one step on the session's thread and give
// nothing when the story goes on.

/// Carries out all steps of the cell. "completed" when the last one is done.
Conclusion tell_story(Session& session);
Ended tell_steps(Session& session, const std::vector<Step>& steps);

/// `operation_name` names the making of the socket: a case may expect that it fails, and then nothing more is done.
Ended open_socket(Session& session, const std::string& name, const std::string& operation_name);
Ended bind_socket(Session& session, const std::string& name, const std::string& endpoint,
                  const std::string& operation_name);
Ended connect_socket(Session& session, const std::string& name, const std::string& target,
                     const std::string& operation_name);

/// Where others reach the socket, bound already or not yet.
std::string endpoint_of(Session& session, const std::string& name);

/// The endpoint with what is a socket's alone in its own, the port, path or name, in the place of `<socket>`.
std::string with_place(Session& session, std::string endpoint);

Ended step_send(Session& session, const Step& step);
Ended step_fill(Session& session, const Step& step);
Ended step_receive(Session& session, const Step& step);
Ended step_until(Session& session, const Step& step);
Ended step_signal(Session& session, const Step& step);
Ended step_kill(Session& session, const Step& step);
Ended step_memory(Session& session, const Step& step);
Ended step_message(Session& session, const Step& step);
Ended step_socket_call(Session& session, const Step& step);  ///< bind, connect, set, get, subscribe, close, …
Ended step_harness_call(Session& session,
                        const Step& step);  ///< open, close, poll, relay, proxy, term, contexts, pipes

/// Waits until probes of each publisher that `name` is linked with (or of `at` alone) have arrived.
Ended wait_subscribed(Session& session, const std::string& name, const std::string& at);

/// Sends the operation; waits for it unless the step is started.
Ended carry_out(Session& session, const Step& step, Operation operation, Json arguments);

/// Closes everything that is open, waits for the contexts to end, and gives the processes back to the pool.
/// What goes wrong ends the story if it was complete so far.
void tear_down(Session& session, Conclusion& end, AdapterPool& pool);

}  // namespace zassay

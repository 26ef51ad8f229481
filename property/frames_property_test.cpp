// Any sequence of multipart messages, of any frame count and size, arrives whole, intact, once and in order: a typed
// case is generated, run through the spine like one that was written by hand, and judged by the same checks.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>

#include "adapter/run_directory.hpp"
#include "case/writer.hpp"
#include "run/cell.hpp"

namespace zassay {
namespace {

struct Bulk {
  int count;
  int frames;
  int size;  ///< bytes of each frame
};

std::ostream& operator<<(std::ostream& out, const Bulk& bulk) {
  return out << bulk.count << " messages of " << bulk.frames << " frames of " << bulk.size << " bytes";
}

/// Around the bounds at which an encoding or a storage changes: in-message sizes, one-octet lengths, read buffers.
rc::Gen<int> interesting_size() {
  return rc::gen::oneOf(rc::gen::element(32, 33, 34, 63, 64, 65, 254, 255, 256, 257, 8191, 8192, 8193, 65535, 65536),
                        rc::gen::inRange(32, 4096));
}

rc::Gen<Bulk> any_bulk() {
  return rc::gen::construct<Bulk>(rc::gen::inRange(1, 20), rc::gen::inRange(1, 12), interesting_size());
}

Step step(std::string target, std::string verb, Json arguments) {
  Step made;
  made.text = target.empty() ? verb : target + "." + verb;
  made.target = std::move(target);
  made.verb = std::move(verb);
  made.arguments = std::move(arguments);
  return made;
}

Expectation expectation(std::string check, Json arguments) {
  Expectation made;
  made.check = std::move(check);
  made.arguments = std::move(arguments);
  return made;
}

Case case_of(const std::vector<Bulk>& bulks, const std::string& transport, const std::string& from,
             const std::string& to) {
  Case spec;
  spec.name = "property/frames";
  spec.file = "property/frames.yaml";
  spec.title = "Any sequence of multipart messages arrives whole, once and in order";
  spec.clauses = {"ZMTP31-MSG-01", "ZMTP31-MSG-04"};
  spec.transport = transport;
  spec.parameters = {{"transport", transport}};
  spec.streams = {{"s", 1}};
  SocketSpec receiver;
  receiver.name = receiver.actor = "receiver";
  receiver.type = to;
  receiver.bind = {"auto"};
  receiver.options = {{"RCVHWM", 0}};
  SocketSpec sender;
  sender.name = sender.actor = "sender";
  sender.type = from;
  sender.connect = {"receiver"};
  sender.options = {{"SNDHWM", 0}};
  spec.sockets = {receiver, sender};
  spec.steps.push_back(step("", "open", {{"names", {"receiver", "sender"}}}));
  for (const Bulk& bulk : bulks) {
    spec.steps.push_back(
        step("sender", "send", {{"stream", "s"}, {"count", bulk.count}, {"frames", bulk.frames}, {"size", bulk.size}}));
  }
  spec.steps.push_back(step("receiver", "recv", {{"through", {"s"}}}));
  spec.expect = {expectation("exact", {{"stream", "s"}}), expectation("multipart_atomic", Json::object()),
                 expectation("intact", Json::object())};
  return spec;
}

/// The machinery of a run, kept over all generated cases.
class Bench {
 public:
  Bench()
      : directory_(*RunDirectory::make()),
        pool_({.remove_directory = directory_.path()}),
        libzmq_(*meet(pool_, "libzmq", *command_of_name("libzmq"))) {}

  CellResult run(const Case& spec) {
    const PlannedCell planned{&spec, cell_name(spec), {{"a", &libzmq_}}, 1};
    return run_cell(planned, pool_,
                    {.out = directory_.path() + "/out", .folder = directory_.path(), .repeat_command = ""});
  }

 private:
  RunDirectory directory_;
  AdapterPool pool_;
  Implementation libzmq_;
};

Bench& bench() {
  static Bench shared;
  return shared;
}

using Pattern = std::pair<std::string, std::string>;  ///< types of sender and receiver

const std::vector<Pattern>& patterns() {
  static const std::vector<Pattern> list{{"PUSH", "PULL"}, {"PAIR", "PAIR"}, {"DEALER", "DEALER"}};
  return list;
}

RC_GTEST_PROP(Frames, AnySequenceArrivesWhole, ()) {
  const auto bulks = *rc::gen::resize(6, rc::gen::nonEmpty(rc::gen::container<std::vector<Bulk>>(any_bulk())));
  const auto transport = *rc::gen::element<std::string>("inproc", "ipc", "tcp");
  const auto pattern = *rc::gen::elementOf(patterns());
  const Case spec = case_of(bulks, transport, pattern.first, pattern.second);
  const CellResult result = bench().run(spec);
  if (result.judgement.verdict != Verdict::pass) {
    RC_FAIL(result.judgement.reason + "\nas a case file:\n" + to_yaml(spec));
  }
}

}  // namespace
}  // namespace zassay

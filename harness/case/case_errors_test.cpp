#include <gtest/gtest.h>

#include "case/test_cases.hpp"

namespace zassay {
namespace {

using namespace test_cases;

/// What stands in the small case, what is put there, and all that must be said about it (without "case.yaml:").
struct Mistake {
  std::string old;
  std::string put;
  std::string said;
};

void PrintTo(const Mistake& mistake, std::ostream* stream) { *stream << mistake.put; }

class OneMistake : public testing::TestWithParam<Mistake> {};

TEST_P(OneMistake, IsSaidWithItsPlace) {
  const Mistake& mistake = GetParam();
  EXPECT_EQ(errors_of(changed(small_case(), mistake.old, mistake.put)), "case.yaml:" + mistake.said + "\n");
}

const std::vector<Mistake> yaml_mistakes{
    {"title: A sentence", "title: A\ntitle: B",
     "2:1: the key 'title' a second time; expected each key once: it stands in line 1 already"},
    {"title: A sentence", "title: &a A",
     "1:8: an anchor (&); expected the value alone: anchors are not part of the case format"},
    {"title: A sentence", "title: !!str A",
     "1:8: the tag 'tag:yaml.org,2002:str'; expected the value alone: tags are not part of the case format"},
    {"rcvhwm: $hwm", "rcvhwm: $hwm, [x]: 1", "5:48: a list as a key; expected a word as a key"},
    {"  - fifo\n", "  - fifo\n\x01\n",
     "18:1: a byte that is not part of UTF-8 text; expected UTF-8 without control characters"},
    {"A sentence", "A \xC3\x28",
     "1:10: a byte that is not part of UTF-8 text; expected UTF-8 without control characters"},
    {"[PIPELINE-PUSH-07]", "[PIPELINE-PUSH-07",
     "3:7: text that is not YAML (end of sequence flow not found); expected a YAML mapping"},
};

const std::vector<Mistake> key_mistakes{
    {"title: A sentence\n", "",
     "1:1: a case without 'title'; expected 'title': one sentence that can be true or false"},
    {"title: A sentence", "title: [x]", "1:8: a list for 'title'; expected a text"},
    {"[PIPELINE-PUSH-07]", "[PIPELNE-PUSH-07]",
     "2:11: the unknown clause 'PIPELNE-PUSH-07'; expected an id of clauses.yaml; did you mean 'PIPELINE-PUSH-07'?"},
    {"[PIPELINE-PUSH-07]", "[]", "2:10: an empty list for 'clauses'; expected at least one clause"},
    {"steps:", "levle: MUST\nsteps:",
     "7:1: the unknown key 'levle' of a case; expected one of 'title', 'clauses', 'level', 'tags', 'needs', 'matrix', "
     "'except', 'contexts', 'sockets', "
     "'peers', 'actors', 'messages', 'pipes', 'steps', 'expect', 'mutants' or 'why'; did you mean 'level'?"},
    {"steps:", "level: MAY\nsteps:", "7:8: 'MAY' for 'level'; expected one of 'MUST', 'SHOULD' or 'INFO'"},
    {"steps:", "needs: [signal]\nsteps:",
     "7:9: 'signal' in 'needs'; expected one of 'threads', 'signals', 'reports_eintr', 'poll', 'poll_descriptors', "
     "'monitor', 'proxy', 'messages', "
     "'free_events', 'shutdown', 'term_interrupt' or 'thread_state'; did you mean 'signals'?"},
};

const std::vector<Mistake> matrix_mistakes{
    {"[inproc, tcp]", "[inproc, tpc]",
     "3:30: 'tpc' as a transport; expected one of 'inproc', 'ipc' or 'tcp'; did you mean 'tcp'?"},
    {"hwm: [1, 10]}", "hwm: [1, 10], n: [1]}",
     "3:50: the parameter 'n' that nothing uses; expected a '$n' somewhere, or no such parameter"},
    {"hwm: [1, 10]}", "hwm: []}",
     "3:41: an empty list for the parameter 'hwm'; expected a list of values\n"
     "case.yaml:5:42: the unknown parameter 'hwm'; expected 'transport'"},
    {"hwm: [1, 10]}", "hwm: [1, 1]}", "3:45: '1' a second time; expected each value once"},
    {"sockets:\n", "except: [{hwm: 2}]\nsockets:\n", "4:16: '2', which 'hwm' never is; expected one of '1' or '10'"},
    {"sockets:\n", "except: [{hvm: 1}]\nsockets:\n",
     "4:11: the unknown parameter 'hvm'; expected one of 'transport' or 'hwm'; did you mean 'hwm'?"},
    {"sockets:\n", "except: [{hwm: 1}, {hwm: 10}]\nsockets:\n",
     "1:1: an 'except' that leaves no point; expected at least one point of the matrix"},
    {"hwm: [1, 10]}", "hwm: [1, x]}",
     "5:42: '$hwm', which is 'x'; expected a parameter that is a number (in the cell transport=inproc,hwm=x)"},
    {"count: 10,", "count: $hwm - 1,",
     "9:35: '$hwm - 1', which is 0; expected a number from 1 to 1000000000 (in the cell transport=inproc,hwm=1)"},
};

const std::vector<Mistake> socket_mistakes{
    {"type: PULL", "type: PUL",
     "5:16: 'PUL'; expected one of 'PAIR', 'PUB', 'SUB', 'REQ', 'REP', 'DEALER', 'ROUTER', 'PULL', 'PUSH', 'XPUB', "
     "'XSUB', 'STREAM', 'SERVER', 'CLIENT', "
     "'RADIO', 'DISH', 'GATHER', 'SCATTER', 'DGRAM', 'PEER' or 'CHANNEL'; did you mean 'PULL'?"},
    {"rcvhwm: $hwm", "rcvhvm: $hwm",
     "5:34: the unknown key 'rcvhvm' of a socket; expected 'type', 'side', 'context', 'bind', 'connect', 'via', "
     "'subscribe' or "
     "the "
     "lower-case name of a socket option; "
     "did you mean 'rcvhwm'?"},
    {"rcvhwm: $hwm", "RCVHWM: $hwm",
     "5:34: the unknown key 'RCVHWM' of a socket; expected 'type', 'side', 'context', 'bind', 'connect', 'via', "
     "'subscribe' or "
     "the "
     "lower-case name of a socket option; "
     "did you mean 'rcvhwm'?"},
    {"rcvhwm: $hwm", "rcvhwm: $hwm + 1x", "5:50: the unit 'x'; expected one of 'B', 'KiB', 'MiB', 'GiB', 'ms' or 's'"},
    {"rcvhwm: $hwm", "rcvhwm: $hwm, linger: soon",
     "5:56: 'soon'; expected a whole number such as 100, $count or 2 * $count + 1"},
    {"rcvhwm: $hwm", "rcvhwm: $hwm, routing_id: {hex: \"0\"}",
     "5:66: '0'; expected an even number of hexadecimal digits, at most 8192"},
    {"side: b", "side: b, context: 2nd",
     "6:40: '2nd' as a context; expected letters, digits, '-' and '_', a letter first, at most 64"},
    {"start: {push.send: {stream: s}}", "start: {term: {side: b, context: other}}",
     "10:38: 'other' as a context; expected a context that a socket names"},
    {"until: {returned: last}", "push.hand_over: nobody\n  - until: {returned: last}",
     "12:21: 'nobody', which is not the name of an actor; expected an actor of this case; there is none"},
    {"until: {returned: last}", "push.hand_over: pull\n  - until: {returned: last}",
     "12:5: 'push.hand_over' of side 'b' to an actor of side 'a'; expected an actor of the same side (in the cell "
     "transport=tcp,hwm=1)"},
    {"until: {returned: last}", "push.hand_over: push\n  - until: {returned: last}",
     "12:5: 'push.hand_over' to 'push', which has it; expected another actor"},
    {"side: b", "side: left", "6:28: 'left' as a side; expected one small letter: a, b, c, …"},
    {"bind: auto", "bind: somewhere", "5:28: 'somewhere'; expected 'auto' or an endpoint such as tcp://127.0.0.1:*"},
    {"bind: auto", "bind: \"tcp://127.0.0.1:<pul>\"",
     "5:28: 'pul', which is not the name of a socket; expected a socket of this case: one of 'pull' or 'push'; did you "
     "mean 'pull'?"},
    {"connect: pull}", "connect: pul}",
     "6:40: 'pul', which is not the name of a socket; expected a socket of this case: one of 'pull' or 'push'; did you "
     "mean 'pull'?"},
    {"bind: auto, ", "",
     "6:3: a connection with 'pull', which never binds; expected 'bind' at 'pull', or another peer"},
    {"steps:", "  idle: {type: PUSH}\nsteps:",
     "7:3: the socket 'idle' that no step opens; expected 'open: idle', or no declaration"},
    {"steps:", "actors: {w: [pull, push]}\nsteps:",
     "7:20: the socket 'push' of side 'b'; expected sockets of one side in the actor 'w', which is on side 'a'"},
    {"steps:", "actors: {push: [pull]}\nsteps:",
     "7:10: 'push' a second time; expected another name: it is a socket of line 6"},
    {"steps:", "messages: {m: {actor: pul}}\nsteps:",
     "7:23: 'pul', which is no actor; expected one of 'pull' or 'push'; did you mean 'pull'?"},
    {"steps:", "messages: {m: {actor: pull}}\nsteps:",
     "7:12: a message 'm' that no step uses; expected a step that uses it, or no declaration"},
    {"steps:", "contexts: {c: {IO_THREADS: 1}}\nsteps:",
     "7:12: 'c' as a side; expected a side that a socket has: one of 'a' or 'b'"},
    {"steps:", "contexts: {a: {IO_THREDS: 1}}\nsteps:",
     "7:16: the unknown context option 'IO_THREDS'; expected one of 'BLOCKY', 'IO_THREADS', 'IPV6', 'MAX_MSGSZ', "
     "'MAX_SOCKETS', "
     "'MSG_T_SIZE', 'SOCKET_LIMIT', 'THREAD_AFFINITY_CPU_ADD', 'THREAD_AFFINITY_CPU_REMOVE', 'THREAD_NAME_PREFIX', "
     "'THREAD_PRIORITY', 'THREAD_SCHED_POLICY' or 'ZERO_COPY_RECV'; "
     "did you mean 'IO_THREADS'?"},
    {"steps:", "contexts: {a: {IPV6: 1}, b: {IPV6: 0}}\nsteps:",
     "7:30: 'IPV6' with two values over inproc; expected one value: over inproc all sides share one context "
     "(in the cell transport=inproc,hwm=1)"},
};

const std::vector<Mistake> step_mistakes{
    {"push.send: {stream: s, count", "push.sned: {stream: s, count",
     "9:5: the unknown verb 'sned'; expected one of 'send', 'fill', 'recv', 'bind', 'unbind', 'connect', 'disconnect', "
     "'monitor', 'set', 'get', 'errno', 'timers', 'hand_over', 'subscribe', 'unsubscribe' or 'relay'; did you mean "
     "'send'?"},
    {"size: 1KiB", "szie: 1KiB",
     "9:39: the unknown key 'szie' of 'push.send'; expected one of 'stream', 'count', 'frames', 'size', 'topic', 'to', "
     "'lead', 'cut' or 'flags'; did you mean 'size'?"},
    {"size: 1KiB", "size: 1s", "9:45: '1s'; expected a size in bytes: a plain number, or one with B, KiB, MiB or GiB"},
    {"size: 1KiB", "size: 31", "9:45: '31'; expected a number from 32 to 1073741824"},
    {"size: 1KiB", "topic: abc",
     "9:16: frames of 32 bytes with a topic of 3; expected 'size' of at least 35: topic and stamp"},
    {"size: 1KiB", "flags: [DONTWAI]",
     "9:47: 'DONTWAI'; expected one of 'DONTWAIT' or 'SNDMORE'; did you mean 'DONTWAIT'?"},
    {"size: 1KiB", "to: pull",
     "9:5: 'push.send' to 'pull', which has no 'routing_id'; expected 'routing_id' at 'pull'"},
    {"size: 1KiB", "cut: [0, 2]", "9:16: a cut behind the last of 1 frames; expected a cut within 'frames'"},
    {"open: [pull, push]", "opne: [pull, push]",
     "8:5: the unknown verb 'opne'; expected one of 'open', 'close', 'join', 'signal', 'handler', 'poll', 'proxy', "
     "'shutdown', 'term', 'context_set', "
     "'context_get', 'null_call', 'memory', 'kill', 'start', 'until', 'repeat' or 'for'; did you mean 'open'?"},
    {"open: [pull, push]", "open: [pull, push]\n  - poll: {items: {}}",
     "9:5: 'poll' of nothing; expected 'at: x' beside no items: whose thread polls"},
    {"open: [pull, push]", "open: [pull, push]\n  - pull.timers: {call: cancel, interval: 1s}",
     "9:5: 'cancel' of timers with other keys than its own; expected 'timer' for one timer, and 'interval' where one "
     "is "
     "set"},
    {"open: [pull, push]", "open: [push]\n  - open: [pull, push]",
     "9:5: 'open' of 'push', which is open; expected a 'close' before it"},
    {"  - open: [pull, push]\n", "  - close: pull\n  - open: [pull, push]\n",
     "8:5: 'close' while 'pull' is not open; expected 'open: pull' before it"},
    {"  - open: [pull, push]\n", "  - {open: pull, close: pull}\n",
     "8:18: 'close' beside 'open'; expected one verb a step, and 'as' beside it"},
    {"    as: last\n", "",
     "10:5: a 'start' without 'as'; expected 'as: name' beside it: a started operation must be waited for\n"
     "case.yaml:11:23: 'last', which is not the name of an operation; expected an operation named in an earlier step; "
     "there is none\n"
     "case.yaml:17:19: 'last', which is not the name of an operation; expected an operation named in an earlier step; "
     "there is none"},
    {"    as: last\n", "    as: push\n",
     "11:9: 'push' a second time; expected another name: it is a socket of line 6\n"
     "case.yaml:12:23: 'last', which is not the name of an operation; expected an operation named in an earlier step; "
     "there is none\n"
     "case.yaml:18:19: 'last', which is not the name of an operation; expected an operation named in an earlier step; "
     "there is none"},
    {"  - close: push\n", "  - close: push\n    as: gone\n",
     "15:9: the operation 'gone' that nothing uses; expected a join, an until, a signal or an expectation about it, or "
     "no name"},
    {"  - close: push\n", "  - push.fill: {stream: s, at_most: 3}\n    as: f\n  - join: f\n",
     "16:11: 'f', which was not started; expected an operation that stands in a 'start': "
     "the others have returned when their step ends"},
    {"start: {push.send: {stream: s}}", "start: {push.fill: {stream: s, at_most: 3}}",
     "10:13: 'fill' inside 'start'; expected a call that may take its time: 'send', 'recv', 'get', "
     "'relay', 'poll', 'proxy', 'term' or a message's"},
    {"start: {push.send: {stream: s}}", "start: {pull.recv: {rest: true}}",
     "10:25: 'rest' of a started 'pull.recv'; expected 'count': only the library's own call can be started"},
    {"start: {push.send: {stream: s}}", "pull.relay: {from: pull, to: pull, count: 1}",
     "10:5: 'pull.relay' without 'start'; expected start: {pull.relay: …} with 'as', for it goes on"},
    {"start: {push.send: {stream: s}}", "start: {pull.relay: {from: pull, to: push, count: 1}}",
     "10:5: 'pull.relay' over 'push' of the actor 'push'; "
     "expected things of one actor, here 'pull': 'actors' groups them"},
    {"until: {returned: last}", "until: {retruned: last}",
     "12:13: the unknown evidence 'retruned'; expected one of 'asleep', 'blocked', 'settled', 'returned', 'handled', "
     "'subscribed', 'connected', "
     "'event', 'freed', 'gone', 'held', 'passed', 'cut', 'stalled' or 'linked'; did you mean 'returned'?"},
    {"until: {returned: last}", "until: {gone: b}",
     "12:5: 'gone' of the side 'b', which no earlier step kills; expected 'kill: b' before it (in the cell "
     "transport=tcp,hwm=1)"},
    {"pull.recv: {through: s}", "pull.recv: {through: t}",
     "13:26: 't', which is not the name of a stream; expected a stream named in an earlier step: 's'"},
    {"pull.recv: {through: s}", "pull.recv: {through: s, rest: true}",
     "13:16: 'pull.recv' with several of its forms; expected exactly one of 'count', 'through', 'until', 'rest' or "
     "'flags'"},
    {"pull.recv: {through: s}", "repeat: 3", "13:5: a 'repeat' without 'steps'; expected 'steps' beside it"},
    {"pull.recv: {through: s}", "repeat: 3\n    steps:\n      - close: pull",
     "15:9: 'close' while 'pull' is not open; expected 'open: pull' before it"},
    {"  - close: push\n", "  - kill: b\n",
     "14:5: a 'kill' over inproc, where all sides are one process; expected a matrix or an 'except' without inproc (in "
     "the cell transport=inproc,hwm=1)"},
};

const std::vector<Mistake> expectation_mistakes{
    {"- fifo", "- fifoo",
     "17:5: the unknown expectation 'fifoo'; expected one of 'exact', 'at_most_once', 'fifo', 'multipart_atomic', "
     "'intact', 'lost', 'count', 'fair', 'balanced', 'trail', 'envelope', "
     "'blocks', 'returns', 'grows', 'interrupted', 'ready', 'elapsed', 'truthful_poll', 'freed', 'received', 'silent', "
     "'well_formed' or 'monitored'; did you mean 'fifo'?"},
    {"- fifo", "- exact", "17:5: 'exact' without 'stream'; expected 'stream': the stream"},
    {"- fifo", "- blocks: s", "17:13: 's', which is a stream; expected an operation named in an earlier step: 'last'"},
    {"- fifo", "- lost: {stream: s}",
     "17:11: 'lost' that says nothing; expected at least one of 'all', 'none', 'prefix', 'count', 'at_least' or "
     "'at_most'"},
    {"- fifo", "- lost: {stream: s, all: false}", "17:28: 'false' for 'all'; expected true, or no such key"},
    {"- fifo", "- count: {accepted: s, at_least: 3, at_most: 2}",
     "17:5: an 'at_least' above 'at_most'; expected a range that something is in"},
    {"error: none", "error: EAGIAN",
     "18:32: 'EAGIAN'; expected one of 'none', 'any', 'EAGAIN', 'EINTR', 'EFSM', 'ETERM', 'EINVAL', 'ENOTSUP', "
     "'EHOSTUNREACH', 'ENOTSOCK', 'EADDRINUSE', 'EADDRNOTAVAIL', 'EPROTONOSUPPORT', 'ENOCOMPATPROTO', 'EMTHREAD', "
     "'ENODEV', 'ENOENT', 'EMFILE', 'ENFILE', 'ENOMEM', 'EFAULT', 'EBADF', 'EACCES', 'EPERM', …; did you "
     "mean 'EAGAIN'?"},
};

INSTANTIATE_TEST_SUITE_P(Yaml, OneMistake, testing::ValuesIn(yaml_mistakes));
INSTANTIATE_TEST_SUITE_P(Keys, OneMistake, testing::ValuesIn(key_mistakes));
INSTANTIATE_TEST_SUITE_P(Matrix, OneMistake, testing::ValuesIn(matrix_mistakes));
INSTANTIATE_TEST_SUITE_P(Sockets, OneMistake, testing::ValuesIn(socket_mistakes));
INSTANTIATE_TEST_SUITE_P(Steps, OneMistake, testing::ValuesIn(step_mistakes));
INSTANTIATE_TEST_SUITE_P(Expectations, OneMistake, testing::ValuesIn(expectation_mistakes));

TEST(CaseErrors, AreAllSaidAtOnceInTheOrderOfTheFile) {
  std::string text = changed(small_case(), "title: A sentence", "titel: A sentence");
  text = changed(text, "hwm: [1, 10]}", "hwm: [1, 10], n: [1]}");
  text = changed(text, "size: 1KiB", "sise: 1KiB");
  text = changed(text, "- fifo", "- fiffo");
  const LoadedCase loaded = load_text(text, "case.yaml", "topic/case", catalogue());
  ASSERT_FALSE(loaded.has_value());
  std::vector<std::string> codes;
  for (const CaseError& error : loaded.error()) codes.push_back(std::to_string(error.mark.line) + " " + error.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"1 missing-key", "1 unknown-key", "9 unknown-key", "17 unknown-check"}));
}

TEST(CaseErrors, OfTextsThatAreNoMapping) {
  const std::string expected = " as a case; expected a mapping with 'title', 'clauses', 'steps' and 'expect'\n";
  EXPECT_EQ(errors_of(""), "case.yaml:1:1: nothing" + expected);
  EXPECT_EQ(errors_of("# only a comment\n"), "case.yaml:1:1: nothing" + expected);
  EXPECT_EQ(errors_of("\n - a\n"), "case.yaml:2:2: a list" + expected);
  EXPECT_EQ(errors_of(small_case() + "---\nb: 1\n").substr(0, 47), "case.yaml:19:1: a second YAML document; expecte");
}

}  // namespace
}  // namespace zassay

// Changes of the frames of one message, and who must notice each.

#include <algorithm>

#include "base/bytes.hpp"
#include "check/history_text.hpp"
#include "check/mutation_of_messages.hpp"

namespace zassay::test {
namespace {

std::map<std::string, Must> notices_frames() {
  return {{"exact", is_body},
          {"multipart_atomic", is_body},
          {"received", is_of_received},
          {"envelope", for_part("envelope")},
          {"trail", for_part("trail")}};
}

const std::map<std::string, const char*> also_of_frames = {{"count", "a message that is not whole does not count"},
                                                           {"ledger", reply_lost_its_request},
                                                           {"intact", "what has no stamp left is nobody's message"},
                                                           {"lost", lost_is_missed},
                                                           {"truthful_poll", poll_promised_it}};

/// Which part of the message its frame is.
void aim_at_frame(const Delivery& delivery, std::size_t index, About& about) {
  if (!delivery.stamped) return;
  if (index < delivery.envelope.size()) about.part = "envelope";
  if (index >= delivery.envelope.size() + delivery.stamped_frames) about.part = "trail";
}

Mutation corrupt_byte() {
  return {"corrupt a byte",
          "received",
          {{"intact", is_body},
           {"exact", is_body},
           {"envelope", for_part("envelope")},
           {"trail", for_part("trail")},
           {"received", is_of_received}},
          {{"ledger", lost_is_missed},
           {"lost", lost_is_missed},
           {"count", number_has_changed},
           {"multipart_atomic", "without its stamp a frame is a stranger"},
           {"truthful_poll", poll_promised_it}},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned choice, About& about) {
            const Delivery* delivery = sound_delivery(subject, line, about);
            Json& frames = lines[line]["frames"];
            if (delivery == nullptr || frames.empty()) return false;
            const std::size_t index = choice % frames.size();
            if (delivery->stamped && index < delivery->envelope.size()) about.part = "envelope";
            if (delivery->stamped && index >= frames.size() - delivery->trail.size()) about.part = "trail";
            auto bytes = from_base64(string_member(frames[index], "b64"));
            if (!bytes || bytes->empty()) return false;
            // The last byte is filler (or the checksum); others may be of the stamp, and make it claim anything.
            const std::size_t byte = choice % 3 == 0 ? bytes->size() - 1 : choice * 7 % bytes->size();
            // A frame whose stamp is not told any more cannot be said to be damaged: its message is torn, or a
            // stranger.
            const bool hits_stamp = byte + Stamp::size < bytes->size() + 4 || bytes->size() <= Stamp::size + 4;
            (*bytes)[byte] = static_cast<char>((*bytes)[byte] ^ (1 << choice % 8));
            frames[index]["b64"] = to_base64(*bytes);
            if (about.part == "body" && hits_stamp) {
              for (const RecordedStream& stream : subject.history.header.streams) about.reach.insert(stream.name);
              if (!read_stamp(*bytes)) about.part = "torn";
            }
            return true;
          }};
}

Mutation drop_frame() {
  return {"drop a frame", "received", notices_frames(), also_of_frames,
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned choice, About& about) {
            const Delivery* delivery = sound_delivery(subject, line, about);
            Json& frames = lines[line]["frames"];
            if (delivery == nullptr || frames.size() < 2) return false;
            const std::size_t index = choice % frames.size();
            aim_at_frame(*delivery, index, about);
            if (about.part == "body" && delivery->stamped_frames == 1) return false;  // that is `split a message`
            frames.erase(frames.begin() + static_cast<long>(index));
            return true;
          }};
}

/// Whether nothing in the case can put a frame of its own around a message that comes to this type of socket.
bool is_plain(const Subject& subject, const Delivery& delivery) {
  const std::string& type = subject.history.header.sockets[delivery.socket].type;
  const auto& operations = subject.history.operations;
  const bool adds_none = std::none_of(operations.begin(), operations.end(), [](const RecordedOperation& operation) {
    const bool is_part = operation.call == "send" && operation.has_flag("SNDMORE");
    return is_part || operation.call == "relay" || operation.call == "proxy" || operation.call == "message.send";
  });
  const bool is_known = subject.history.message_index(delivery.identity) != no_index;
  return adds_none && is_known && delivery.envelope.empty() && (type == "PULL" || type == "SUB" || type == "PAIR");
}

Must for_body_or_plain() {
  return [](const Json&, const About& about) { return about.part == "body" || about.told == "plain"; };
}

/// A frame more amid a message, behind it or in front of it.
Mutation add_frame() {
  auto noticed = notices_frames();
  noticed["exact"] = noticed["multipart_atomic"] = for_body_or_plain();
  return {"add a frame", "received", noticed, also_of_frames,
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned choice, About& about) {
            const Delivery* delivery = sound_delivery(subject, line, about);
            if (delivery == nullptr) return false;
            if (delivery->stamped && is_plain(subject, *delivery)) about.told = "plain";
            Json& frames = lines[line]["frames"];
            const std::size_t index = choice % (frames.size() + 1);
            if (delivery->stamped && index <= delivery->envelope.size()) about.part = "envelope";
            if (delivery->stamped && index >= delivery->envelope.size() + delivery->stamped_frames)
              about.part = "trail";
            frames.insert(frames.begin() + static_cast<long>(index), frame_of(choice % 2 == 0 ? "" : "stranger"));
            return true;
          }};
}

Mutation swap_frames() {
  return {"swap two frames", "received", notices_frames(), also_of_frames,
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned choice, About& about) {
            const Delivery* delivery = sound_delivery(subject, line, about);
            Json& frames = lines[line]["frames"];
            if (delivery == nullptr || frames.size() < 2) return false;
            const std::size_t index = choice % (frames.size() - 1);
            if (frames[index] == frames[index + 1]) return false;
            aim_at_frame(*delivery, index + 1, about);
            if (about.part == "body") aim_at_frame(*delivery, index, about);
            std::swap(frames[index], frames[index + 1]);
            return true;
          }};
}

/// MORE is missing amid a message: its frames arrive as two.
Mutation split_message() {
  auto noticed = notices_frames();
  noticed.erase("envelope");
  noticed.erase("trail");
  auto also = also_of_frames;
  also["envelope"] = also["trail"] = "what stood around it is a message of its own";
  return {"split a message", "received", noticed, also,
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned choice, About& about) {
            const Delivery* delivery = sound_delivery(subject, line, about);
            if (delivery == nullptr || lines[line]["frames"].size() < 2) return false;
            const std::size_t at = 1 + choice % (lines[line]["frames"].size() - 1);
            const std::size_t first = delivery->stamped ? delivery->envelope.size() : 0;
            about.certain = !delivery->stamped || (at > first && at < first + delivery->stamped_frames);
            Json rest = lines[line];
            auto& frames = lines[line]["frames"].get_ref<Json::array_t&>();
            auto& behind = rest["frames"].get_ref<Json::array_t&>();
            behind.erase(behind.begin(), behind.begin() + static_cast<long>(at));
            frames.resize(at);
            return insert_line(lines, line + 1, std::move(rest));
          }};
}

/// MORE stands at the end of a message: the next one is part of it.
Mutation merge_messages() {
  auto also = also_of_frames;
  also["envelope"] = also["trail"] = "what stood between them is amid the message now";
  return {"merge two messages",
          "received",
          {{"exact", is_of_stream}, {"multipart_atomic", is_of_stream}, {"received", is_of_received}},
          also,
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned, About& about) {
            const Delivery* first = sound_delivery(subject, line, about);
            const Delivery* second = line + 1 < lines.size() ? sound_delivery(subject, line + 1, about) : nullptr;
            if (first == nullptr || second == nullptr || first->socket != second->socket) return false;
            about.certain = first->stamped == second->stamped;
            for (const Json& frame : lines[line + 1]["frames"]) lines[line]["frames"].push_back(frame);
            return erase_line(lines, line + 1);
          }};
}

/// An error breaks a message off, and it never goes on.
Mutation break_off() {
  return {"break a message off",
          "received",
          {{"exact", is_body}, {"multipart_atomic", is_body}, {"received", is_of_received}, {"lost", forbids_losses}},
          {{"ledger", lost_is_missed}, {"count", number_has_changed}, {"truthful_poll", poll_promised_it}},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned, About& about) {
            const Delivery* delivery = sound_delivery(subject, line, about);
            auto& frames = lines[line]["frames"].get_ref<Json::array_t&>();
            if (delivery == nullptr || frames.size() < 2 || delivery->stamped_frames == 1) return false;
            // What the socket receives next would go on with it: then that is a merged message.
            const auto& all = subject.history.deliveries;
            const bool is_last = std::none_of(all.begin(), all.end(), [&](const Delivery& later) {
              return later.socket == delivery->socket && later.event > delivery->event;
            });
            if (!is_last || !delivery->trail.empty()) return false;
            frames.pop_back();
            lines[line]["event"] = "open";
            return true;
          }};
}

}  // namespace

const std::vector<Mutation>& mutations_of_frames() {
  static const std::vector<Mutation> all = {corrupt_byte(),  drop_frame(),     add_frame(), swap_frames(),
                                            split_message(), merge_messages(), break_off()};
  return all;
}

}  // namespace zassay::test

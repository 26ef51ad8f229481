#include "adapters/libzmq/frames.hpp"

#include <cstdint>

#include "base/bytes.hpp"

namespace zassay::libzmq {
namespace {

bool is_in_range(const Json& object, const char* key, std::uint64_t most) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_unsigned() && found->get<std::uint64_t>() <= most;
}

Result<std::string> parse_generated(const Json& frame) {
  if (frame.size() != 3 || string_member(frame, "generator") != "cycle" || !is_in_range(frame, "first", 255) ||
      !is_in_range(frame, "size", frame_size_limit)) {
    return failure("bad-frame", "a generated frame has size (at most 1 GiB), generator (cycle) and first (0 to 255)");
  }
  return cycle(frame["first"].get<std::uint8_t>(), frame["size"].get<std::size_t>());
}

}  // namespace

Result<std::string> parse_frame(const Json& frame) {
  if (!frame.is_object())
    return failure("bad-frame", "a frame is an object with b64, or with size, generator and first");
  const auto found = frame.find("b64");
  if (found == frame.end()) return parse_generated(frame);
  if (frame.size() != 1 || !found->is_string()) return failure("bad-frame", "a frame of b64 has that member alone");
  Result<std::string> bytes = from_base64(found->get_ref<const std::string&>());
  if (bytes && bytes->size() > whole_frame_limit) return failure("bad-frame", "a frame of b64 has at most 4096 bytes");
  return bytes;
}

void append_frame(std::string& json, std::string_view bytes, std::size_t digest_above) {
  if (bytes.size() <= digest_above) {
    json += R"({"b64":")";
    json += to_base64(bytes);
    json += "\"}";
    return;
  }
  json += R"({"size":)" + std::to_string(bytes.size()) + R"(,"head":")" + to_base64(bytes.substr(0, head_size)) +
          R"(","sha256":")" + sha256_hex(bytes) + "\"}";
}

}  // namespace zassay::libzmq

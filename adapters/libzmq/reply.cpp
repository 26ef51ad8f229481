#include "adapters/libzmq/reply.hpp"

#include "base/json.hpp"

namespace zassay::libzmq {

std::string json_text(std::string_view text) { return to_line(Json(text)); }

Fields& Fields::raw(std::string_view key, std::string_view json) {
  members_.reserve(members_.size() + key.size() + json.size() + 4);
  if (!members_.empty()) members_ += ',';
  members_ += '"';
  members_ += key;
  members_ += "\":";
  members_ += json;
  return *this;
}

Fields& Fields::add(const Fields& more) {
  if (!members_.empty() && !more.members_.empty()) members_ += ',';
  members_ += more.members_;
  return *this;
}

Reply ok(const Fields& fields) { return Reply{Fields().raw("ok", fields.object())}; }
Reply error(std::string_view name, const Fields& partial) { return Reply{Fields().text("error", name).add(partial)}; }
Reply unsupported(std::string_view sentence) { return Reply{Fields().text("unsupported", sentence)}; }
Reply bad_request(std::string_view sentence) { return Reply{Fields().text("bad_request", sentence)}; }

}  // namespace zassay::libzmq

#include "mutants/model/message.hpp"

#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

#include "mutants/model/defect.hpp"

namespace zassay::model {
Content::~Content() { give_back(); }

void Content::give_back() {
  if (zmq_free_fn* const once = std::exchange(release_, nullptr)) once(data_, hint_);
}

std::shared_ptr<Content> allocate(std::size_t size) {
  void* const data = std::malloc(size != 0 ? size : 1);
  if (data == nullptr) return nullptr;
  return std::shared_ptr<Content>(new Content(data, size, nullptr, nullptr), [](Content* content) {
    std::free(content->data());
    delete content;
  });
}

Frame Frame::of(std::string_view bytes) {
  Frame frame{allocate(bytes.size())};
  if (frame.content == nullptr) throw std::bad_alloc();
  if (!bytes.empty()) std::memcpy(frame.content->data(), bytes.data(), bytes.size());
  return frame;
}

std::string_view Frame::bytes() const {
  return content ? std::string_view(static_cast<const char*>(content->data()), content->size()) : std::string_view();
}

static_assert(sizeof(Slot) <= sizeof(zmq_msg_t) && alignof(Slot) <= alignof(zmq_msg_t));

Slot* Slot::in(const zmq_msg_t* message) {
  if (message == nullptr) return nullptr;
  auto* const slot = reinterpret_cast<Slot*>(const_cast<zmq_msg_t*>(message));
  return slot->tag_ == open_tag ? slot : nullptr;
}

Slot& Slot::init(zmq_msg_t* message) { return *new (message) Slot; }

bool Slot::more(const zmq_msg_t* message) { return reinterpret_cast<const Slot*>(message)->frame.more; }

void Slot::close() {
  if (defect(Defect::close_forgets_more)) frame.more = false;
  frame.content.reset();
  tag_ = 0;
}

}  // namespace zassay::model

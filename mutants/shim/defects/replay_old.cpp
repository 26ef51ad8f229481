#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

class ReplayOld : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    Message& first = first_.of(inbox.socket());
    if (inbox.is_first()) first = copy_of(message);
    inbox.deliver(std::move(message));
    if (inbox.is_second() && !first.empty()) inbox.deliver(std::move(first));
    if (inbox.is_second()) first.clear();
  }
  void forget_socket(void* socket) override {
    first_.forget(socket);
    Arrivals::forget_socket(socket);
  }
  PerSocket<Message> first_;
};

}  // namespace

std::unique_ptr<Calls> replay_old() { return std::make_unique<ReplayOld>(); }

}  // namespace zassay::mutants

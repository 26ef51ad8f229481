#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class DuplicateOne : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    if (inbox.is_second()) inbox.deliver(copy_of(message));
    inbox.deliver(std::move(message));
  }
};

}  // namespace

std::unique_ptr<Calls> duplicate_one() { return std::make_unique<DuplicateOne>(); }

}  // namespace zassay::mutants

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// A text that is asked for comes without its last letter.
class TextCutShort : public Calls {
  int get_option(void* socket, int option, void* value, std::size_t* size) override {
    const int status = Calls::get_option(socket, option, value, size);
    if (status == 0 && option == ZMQ_LAST_ENDPOINT && *size > 1) static_cast<char*>(value)[--*size - 1] = '\0';
    return status;
  }
};

}  // namespace

std::unique_ptr<Calls> text_cut_short() { return std::make_unique<TextCutShort>(); }

}  // namespace zassay::mutants

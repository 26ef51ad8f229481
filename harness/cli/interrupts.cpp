#include "cli/interrupts.hpp"

#include <unistd.h>

#include <csignal>
#include <string_view>

namespace zassay {
namespace {

std::atomic<bool> interrupted{false};

void on_interrupt(int) {
  constexpr std::string_view text = "\nzassay: stopping when the cells in flight have ended; once more ends at once\n";
  interrupted = true;
  [[maybe_unused]] const ssize_t size = ::write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace

const std::atomic<bool>& listen_to_interrupts() {
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error like a full disk
  return interrupted;
}

}  // namespace zassay

#include "adapter/processor_time.hpp"

#include <cstdio>
#include <string>

#include "adapter/proc_files.hpp"

namespace zassay {

std::optional<ProcessorTime> read_processor_time(pid_t process) {
  const std::string folder = "/proc/" + std::to_string(process) + "/task";
  const auto threads = numbers_in(folder);
  if (!threads || threads->empty()) return std::nullopt;
  ProcessorTime sum;
  for (const pid_t thread : *threads) {
    const auto text = read_proc_file(folder + "/" + std::to_string(thread) + "/schedstat");
    long long ran = 0, waited = 0;
    if (!text) continue;  // it has ended meanwhile
    if (std::sscanf(text->c_str(), "%lld %lld", &ran, &waited) != 2) return std::nullopt;
    sum.ran += std::chrono::nanoseconds(ran);
    sum.waited += std::chrono::nanoseconds(waited);
  }
  if (sum == ProcessorTime{}) return std::nullopt;  // a kernel without the record says "0 0 0"
  return sum;
}

bool was_starved(const ProcessorTime& before, const ProcessorTime& after, std::chrono::nanoseconds wall) {
  return after.waited - before.waited > wall / 10 && after.ran - before.ran < wall / 4;
}

}  // namespace zassay

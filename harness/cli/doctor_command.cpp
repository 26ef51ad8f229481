#include <cstdio>

#include "cli/commands.hpp"
#include "run/doctor.hpp"

namespace zassay {

int doctor_command(bool json) {
  const std::vector<DoctorAnswer> answers = examine_machine();
  Json list = Json::array();
  bool all = true;
  for (const DoctorAnswer& answer : answers) {
    all = all && answer.available;
    if (json) {
      list.push_back({{"evidence", answer.evidence}, {"available", answer.available}, {"sentence", answer.sentence}});
    } else {
      std::printf("%s  %-16s %s\n", answer.available ? "yes" : "NO ", answer.evidence.c_str(), answer.sentence.c_str());
    }
  }
  if (json) std::printf("%s\n", to_line(Json{{"answers", list}, {"all", all}}).c_str());
  return all ? 0 : 5;
}

}  // namespace zassay

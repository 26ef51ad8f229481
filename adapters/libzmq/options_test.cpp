#include "adapters/libzmq/options.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace zassay::libzmq {
namespace {

/// Names of zmq.h between two of its comments, with their numbers; aliases are followed.
std::map<std::string, int> constants_between(const std::string& begin, const std::string& end) {
  std::ifstream file(std::string(ZMQ_HEADER_FOLDER) + "/zmq.h");
  std::stringstream content;
  content << file.rdbuf();
  const std::string text = content.str();
  const std::size_t first = text.find(begin);
  const std::size_t last = text.find(end, first);
  EXPECT_TRUE(first != std::string::npos && last != std::string::npos) << begin << " … " << end;
  const std::string part = text.substr(first, last - first);
  std::map<std::string, int> constants;
  const std::regex define(R"(#define ZMQ_(\w+) +(?:ZMQ_(\w+)|(\d+))\n)");
  for (std::sregex_iterator match(part.begin(), part.end(), define), none; match != none; ++match) {
    const std::string name = (*match)[1];
    const std::string alias = (*match)[2];
    if (!alias.empty() && find_socket_option(alias) == nullptr) continue;  // of a socket type or a flag
    constants[name] = alias.empty() ? std::stoi((*match)[3]) : find_socket_option(alias)->number;
  }
  return constants;
}

TEST(Options, HaveEverySocketOptionOfTheHeaderWithItsNumber) {
  auto expected = constants_between("/*  Socket options.", "/*  Message options");
  expected.merge(constants_between("/*  Deprecated options and aliases", "/*  Deprecated Message options"));
  expected.merge(constants_between("/*  DRAFT Socket options.", "/*  DRAFT ZMQ_RECONNECT_STOP options"));
  ASSERT_GT(expected.size(), 90U);
  for (const auto& [name, number] : expected) {
    const Option* const option = find_socket_option(name);
    ASSERT_NE(option, nullptr) << name;
    EXPECT_EQ(option->number, number) << name;
  }
}

TEST(Options, HaveEveryContextOptionOfTheHeaderWithItsNumber) {
  auto expected = constants_between("/*  Context options", "/*  Default for new contexts");
  expected.merge(constants_between("/*  DRAFT Context options", "/*  DRAFT Context methods"));
  ASSERT_GE(expected.size(), 10U);
  for (const auto& [name, number] : expected) {
    const Option* const option = find_context_option(name);
    ASSERT_NE(option, nullptr) << name;
    EXPECT_EQ(option->number, number) << name;
  }
}

TEST(Options, DraftsAreMarkedAsSuch) {
  for (const auto& [name, number] : constants_between("/*  DRAFT Socket options.", "/*  DRAFT ZMQ_RECONNECT_STOP")) {
    EXPECT_EQ(find_socket_option(name)->need, OptionNeed::draft) << name;
  }
  for (const auto& [name, number] : constants_between("/*  Socket options.", "/*  Message options")) {
    EXPECT_NE(find_socket_option(name)->need, OptionNeed::draft) << name;
  }
}

TEST(Options, NamesAreUnique) {
  for (const auto options : {socket_options(), context_options()}) {
    std::set<std::string_view> names;
    for (const Option& option : options) EXPECT_TRUE(names.insert(option.name).second) << option.name;
  }
}

TEST(Options, UnknownNamesAreNotFound) {
  EXPECT_EQ(find_socket_option(""), nullptr);
  EXPECT_EQ(find_socket_option("ZMQ_SNDHWM"), nullptr);
  EXPECT_EQ(find_socket_option("sndhwm"), nullptr);
  EXPECT_EQ(find_context_option("SNDHWM"), nullptr);
}

}  // namespace
}  // namespace zassay::libzmq

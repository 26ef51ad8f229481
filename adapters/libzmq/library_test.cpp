#include "adapters/libzmq/library.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>

#include "adapters/libzmq/capabilities.hpp"

namespace zassay::libzmq {
namespace {

TEST(Library, IsLoadedWithEveryRequiredFunction) {
  const Result<Library> library = load_library("libzmq.so.5");
  ASSERT_TRUE(library) << library.error().sentence;
  EXPECT_EQ(library->path, std::filesystem::canonical(library->path).string());
  EXPECT_TRUE(std::regex_match(library->version, std::regex(R"(\d+\.\d+\.\d+)"))) << library->version;
#define EXPECT_FUNCTION(name) EXPECT_NE(library->functions.name, nullptr) << #name;
  ZASSAY_REQUIRED_FUNCTIONS(EXPECT_FUNCTION)
#undef EXPECT_FUNCTION
}

TEST(Library, OneThatIsMissingIsNamed) {
  const Result<Library> library = load_library("/nonexistent/libzmq.so.5");
  ASSERT_FALSE(library);
  EXPECT_EQ(library.error().code, "not-loaded");
  EXPECT_NE(library.error().sentence.find("/nonexistent/libzmq.so.5"), std::string::npos);
}

TEST(Library, OneWithoutTheFunctionsIsRefused) {
  const Result<Library> library = load_library("libz.so.1");
  ASSERT_FALSE(library);
  EXPECT_EQ(library.error().code, "missing-function");
  EXPECT_NE(library.error().sentence.find("libz.so.1"), std::string::npos);
  EXPECT_NE(library.error().sentence.find("zmq_errno"), std::string::npos);
}

TEST(Library, FunctionsOfAnotherFileAreRefused) {
  // A library that has nothing of its own, and hands on the functions of the one it was linked with.
  const Result<Library> library = load_library(HOLLOW_LIBRARY);
  ASSERT_FALSE(library);
  EXPECT_EQ(library.error().code, "other-library");
  EXPECT_NE(library.error().sentence.find("hollow"), std::string::npos);
  EXPECT_NE(library.error().sentence.find("libzmq.so.5"), std::string::npos);
}

TEST(Library, IsLibzmqUnlessItSaysAnotherName) {
  EXPECT_EQ(load_library("libzmq.so.5")->name, "libzmq");
  const Result<Library> model = load_library(MODEL_LIBRARY);
  ASSERT_TRUE(model) << model.error().sentence;
  EXPECT_EQ(model->name, "model");
}

TEST(Capabilities, OfALibraryThatHasInprocAloneAreNoMore) {
  const Result<Library> model = load_library(MODEL_LIBRARY);
  ASSERT_TRUE(model) << model.error().sentence;
  const Result<Capabilities> found = probe_capabilities(*model);
  ASSERT_TRUE(found) << found.error().sentence;
  EXPECT_EQ(found->transports, std::vector<std::string>{"inproc"});
  EXPECT_EQ(std::ranges::count(found->socket_types, "STREAM"), 0);
  EXPECT_NE(capability_fields(*model, *found).object().find("\"monitor\":false"), std::string::npos);
}

TEST(Capabilities, AreFoundByTrying) {
  const Result<Library> library = load_library("libzmq.so.5");
  ASSERT_TRUE(library);
  const Result<Capabilities> found = probe_capabilities(*library);
  ASSERT_TRUE(found) << found.error().sentence;
  for (const char* type : {"PAIR", "PUB", "SUB", "REQ", "REP", "DEALER", "ROUTER", "PULL", "PUSH", "XPUB", "XSUB"}) {
    EXPECT_TRUE(std::ranges::count(found->socket_types, type) == 1) << type;
  }
  for (const char* transport : {"inproc", "tcp", "ipc"}) {
    EXPECT_TRUE(std::ranges::count(found->transports, transport) == 1) << transport;
  }
}

TEST(Capabilities, OfALibraryThatRefusesEverythingAreNone) {
  Result<Library> library = load_library("libzmq.so.5");
  ASSERT_TRUE(library);
  library->functions.zmq_socket = [](void*, int) -> void* { return nullptr; };
  library->functions.zmq_has = nullptr;
  const Result<Capabilities> found = probe_capabilities(*library);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->socket_types.empty());
  EXPECT_TRUE(found->transports.empty());
  EXPECT_FALSE(found->has(OptionNeed::draft));
  EXPECT_TRUE(found->has(OptionNeed::nothing));
}

}  // namespace
}  // namespace zassay::libzmq

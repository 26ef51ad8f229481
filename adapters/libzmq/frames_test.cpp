#include "adapters/libzmq/frames.hpp"

#include <gtest/gtest.h>

#include "adapters/libzmq/arguments.hpp"
#include "base/bytes.hpp"

namespace zassay::libzmq {
namespace {

Json json(const char* text) {
  Result<Json> value = parse_json(text);
  EXPECT_TRUE(value) << text;
  return value.value_or(Json());
}

TEST(Frames, AreReadWholeOrGenerated) {
  EXPECT_EQ(parse_frame(json(R"({"b64":"AAEC"})")), std::string("\0\1\2", 3));
  EXPECT_EQ(parse_frame(json(R"({"b64":""})")), "");
  EXPECT_EQ(parse_frame(json(R"({"size":3,"generator":"cycle","first":255})")), std::string("\xFF\0\1", 3));
}

TEST(Frames, ThatAreNoneAreRefused) {
  for (const char* text :
       {"7", "[]", "{}", R"({"b64":7})", R"({"b64":"A"})", R"({"b64":"AAEC","more":1})", R"({"size":3})",
        R"({"size":-1,"generator":"cycle","first":0})", R"({"size":3,"generator":"cycle","first":256})",
        R"({"size":3,"generator":"random","first":0})", R"({"size":99999999999,"generator":"cycle","first":0})"}) {
    EXPECT_FALSE(parse_frame(json(text))) << text;
  }
  EXPECT_TRUE(parse_frame(frame_of(std::string(4096, 'x'))));
  EXPECT_FALSE(parse_frame(frame_of(std::string(4097, 'x'))));
}

TEST(Frames, AreWrittenWholeUpToTheLimitAndByDigestAbove) {
  std::string text;
  append_frame(text, std::string("\0\1\2", 3));
  EXPECT_EQ(text, R"({"b64":"AAEC"})");
  const std::string bytes = cycle(3, 300);
  text.clear();
  append_frame(text, bytes, 299);
  const Json frame = json(text.c_str());
  EXPECT_EQ(frame.at("size"), 300);
  EXPECT_EQ(frame.at("head"), to_base64(bytes.substr(0, 128)));
  EXPECT_EQ(frame.at("sha256"), sha256_hex(bytes));
  text.clear();
  append_frame(text, bytes, 300);
  EXPECT_EQ(json(text.c_str()), frame_of(bytes));
}

TEST(Arguments, KeepTheFirstProblem) {
  const Json request = json(R"({"id":1,"name":"x","count":7,"flags":["DONTWAIT","SNDMORE"],"nul":"a\u0000b"})");
  Arguments arguments(request, {"id"});
  EXPECT_EQ(arguments.text("name"), "x");
  EXPECT_EQ(arguments.integer("count", 0, 7), 7);
  EXPECT_EQ(arguments.integer("absent", 0, 7, 3), 3);
  EXPECT_EQ(arguments.flags(), 3);
  EXPECT_EQ(arguments.text("nul"), "");
  EXPECT_EQ(arguments.text("missing"), "");
  ASSERT_TRUE(arguments.problem());
  EXPECT_EQ(arguments.problem()->fields.members(), R"("bad_request":"the argument nul must be a string without NUL")");
}

TEST(Arguments, ThatNobodyReadAreUnsupported) {
  const Json request = json(R"({"id":1,"name":"x","colour":"red"})");
  Arguments arguments(request, {"id"});
  arguments.text("name");
  ASSERT_TRUE(arguments.problem());
  EXPECT_EQ(arguments.problem()->fields.members(), R"("unsupported":"the argument colour is not known here")");
}

TEST(Arguments, OfTheWrongTypeOrRangeAreBad) {
  for (const char* text : {R"({"n":"7"})", R"({"n":8})", R"({"n":-1})", R"({"n":7.0})", R"({"n":18446744073709551615})",
                           R"({"n":true})", R"({"n":null})", R"({})"}) {
    const Json request = json(text);
    Arguments arguments(request, {});
    EXPECT_EQ(arguments.integer("n", 0, 7), 0) << text;
    ASSERT_TRUE(arguments.problem()) << text;
    EXPECT_TRUE(arguments.problem()->fields.members().starts_with(R"("bad_request":)")) << text;
  }
}

TEST(Reply, BytesThatAreNoTextCannotBreakTheLine) {
  EXPECT_EQ(json_text("a\"b\n\xFF"), "\"a\\\"b\\n\xEF\xBF\xBD\"");
  EXPECT_EQ(error("EAGAIN", Fields().number("accepted", 3)).fields.object(), R"({"error":"EAGAIN","accepted":3})");
  EXPECT_EQ(ok().fields.object(), R"({"ok":{}})");
}

}  // namespace
}  // namespace zassay::libzmq

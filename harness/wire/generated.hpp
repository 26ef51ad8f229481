#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "wire/frame.hpp"
#include "wire/greeting.hpp"
#include "wire/metadata.hpp"

namespace zassay::wire {

/// For properties: octets of any kind, of a length below `limit`.
inline rc::Gen<std::string> any_octets(int limit = 300) {
  return rc::gen::mapcat(rc::gen::inRange(0, limit), [](int count) {
    return rc::gen::container<std::string>(static_cast<std::size_t>(count), rc::gen::arbitrary<char>());
  });
}

/// Around the bounds at which a header changes.
inline rc::Gen<std::string> any_body() {
  const auto filled = rc::gen::apply([](std::size_t size, char octet) { return std::string(size, octet); },
                                     rc::gen::element<std::size_t>(0, 1, 252, 253, 254, 255, 256, 257, 5000),
                                     rc::gen::arbitrary<char>());
  return rc::gen::oneOf(filled, any_octets(40));
}

inline rc::Gen<Framing> any_framing() { return rc::gen::element(Framing::v1, Framing::v2, Framing::v3); }

/// Octets that look like frames for a while: real ones, long claims, single flags, and noise.
inline rc::Gen<std::string> any_stream(Framing framing) {
  const auto frame = rc::gen::apply(
      [framing](std::uint8_t flags, const std::string& body, bool force_long) {
        const HeaderOctets header = encode_frame_header(flags, body.size(), framing, force_long);
        return std::string(text_of(header.view())) + body;
      },
      rc::gen::weightedElement<std::uint8_t>({{10, 0}, {5, 1}, {3, 2}, {5, 4}, {1, 5}, {1, 8}, {1, 255}}), any_body(),
      rc::gen::weightedElement<bool>({{4, false}, {1, true}}));
  const auto claim = rc::gen::apply(
      [framing](std::uint64_t size) {
        return std::string(text_of(encode_frame_header(0, size, framing, true).view()));
      },
      rc::gen::element<std::uint64_t>(0, 300, 1 << 20, INT64_MAX - 1, INT64_MAX, UINT64_MAX - 1));
  const auto piece = rc::gen::weightedOneOf<std::string>({{12, frame}, {1, claim}, {1, any_octets(20)}});
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const std::vector<std::string>& pieces) {
    std::string stream;
    for (const std::string& one : pieces) stream += one;
    return stream;
  });
}

/// `octets` in pieces of their own memory, cut at any places: a read behind the end of one is seen by a sanitizer.
inline rc::Gen<std::vector<std::vector<std::uint8_t>>> any_split(std::string octets) {
  return rc::gen::map(rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, 40)),
                      [octets = std::move(octets)](const std::vector<std::size_t>& sizes) {
                        std::vector<std::vector<std::uint8_t>> pieces;
                        Octets rest = octets_of(octets);
                        for (std::size_t i = 0; !rest.empty(); ++i) {
                          const Octets piece = take_front(rest, i < sizes.size() ? sizes[i] : rest.size());
                          pieces.emplace_back(piece.begin(), piece.end());
                        }
                        return pieces;
                      });
}

inline rc::Gen<Metadata> any_metadata() {
  const auto letter = rc::gen::elementOf(std::string("abcXYZ09-_.+"));
  const auto name = rc::gen::nonEmpty(rc::gen::container<std::string>(letter));
  return rc::gen::container<Metadata>(rc::gen::construct<Property>(name, any_body()));
}

}  // namespace zassay::wire

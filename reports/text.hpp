#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zassay {

// What reports do to text that came from an adapter, a peer or a file: it may be any bytes. All functions are pure and
// never fail.

/// The same text in valid UTF-8: each byte that does not belong to a character becomes U+FFFD.
std::string valid_utf8(std::string_view bytes);

enum class Lines { keep, join };

/// Valid UTF-8 that shows every character and cannot act: control characters become their pictures (ESC → ␛),
/// bidirectional overrides and non-characters U+FFFD. `Lines::join` turns line ends and tabs into spaces,
/// `Lines::keep` lets them be. What comes out is legal in XML, in HTML and on a terminal.
std::string visible(std::string_view bytes, Lines lines = Lines::join);

/// The number of columns a terminal needs: one per code point. Wide characters are counted as one.
std::size_t columns_of(std::string_view utf8);

/// At most `columns` columns, the last one "…" if something was cut.
std::string shortened(std::string_view utf8, std::size_t columns);

/// Text for Markdown outside code: every character that could mean something is escaped; always one line.
std::string markdown_text(std::string_view bytes);

enum class Place { line, table };

/// A code span for Markdown; a table splits at a bar even inside one, so there it is escaped.
std::string markdown_code(std::string_view bytes, Place place = Place::line);

/// Text between HTML tags or inside a quoted attribute.
std::string html_text(std::string_view bytes);

/// A relative link to a file: percent-encoded, and never read as a scheme such as javascript:.
std::string relative_link(std::string_view path);

/// "0–16, 20, 22–23": sorted, without duplicates, at most `limit` ranges, then "and N more".
std::string ranges_of(std::vector<std::uint64_t> numbers, std::size_t limit = 12);

/// "1 failure", "2 failures".
std::string counted(std::size_t count, std::string_view noun);

}  // namespace zassay

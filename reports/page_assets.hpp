#pragma once

#include <string_view>

namespace zassay {

/// The files of reports/assets, embedded when the program is built.
extern const std::string_view page_html;
extern const std::string_view page_css;
extern const std::string_view page_js;

}  // namespace zassay

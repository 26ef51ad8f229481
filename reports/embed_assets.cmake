# cmake -D FOLDER=… -D OUTPUT=… -P embed_assets.cmake: writes a C++ file with page.html, page.css and page.js as texts.
set(text "// Made from reports/assets by embed_assets.cmake.\n\
#include \"reports/page_assets.hpp\"\n\nnamespace zassay {\n\n")
foreach(name html css js)
  file(READ ${FOLDER}/page.${name} content)
  string(FIND "${content}" ")zassay\"" clash)
  if(NOT clash EQUAL -1)
    message(FATAL_ERROR
            "${FOLDER}/page.${name} contains )zassay\", which would end its C++ literal: write it otherwise.")
  endif()
  string(APPEND text "const std::string_view page_${name} = R\"zassay(${content})zassay\";\n\n")
endforeach()
string(APPEND text "}  // namespace zassay\n")
file(WRITE ${OUTPUT} "${text}")

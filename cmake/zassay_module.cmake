# zassay_module(NAME [DEPENDS lib…]) makes of the current folder the library zassay_NAME from every *.cpp but the
# tests, and the program NAME_test from every *_test.cpp, with each of its cases known to ctest.
add_library(zassay_options INTERFACE)
target_compile_options(zassay_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
# Both are false alarms of GCC 12 on joined std::string (its bug 105329).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(zassay_options INTERFACE -Wno-array-bounds -Wno-stringop-overflow)
endif()
target_include_directories(zassay_options INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/harness)
target_link_libraries(zassay_options INTERFACE fmt::fmt nlohmann_json::nlohmann_json Threads::Threads)

add_library(zassay_precompiled OBJECT ${CMAKE_SOURCE_DIR}/cmake/precompiled.cpp)
target_link_libraries(zassay_precompiled PRIVATE zassay_options)
target_precompile_headers(zassay_precompiled PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled.hpp)

function(zassay_module NAME)
  cmake_parse_arguments(ARG "" "" "DEPENDS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "(_test|/main)\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  add_library(zassay_${NAME} STATIC ${sources})
  target_link_libraries(zassay_${NAME} PUBLIC zassay_options ${ARG_DEPENDS})
  target_precompile_headers(zassay_${NAME} REUSE_FROM zassay_precompiled)
  if(tests)
    add_executable(${NAME}_test ${tests})
    target_link_libraries(${NAME}_test PRIVATE zassay_${NAME} GTest::gtest_main)
    target_precompile_headers(${NAME}_test REUSE_FROM zassay_precompiled)
    target_compile_definitions(${NAME}_test PRIVATE SOURCE_DIRECTORY="${CMAKE_SOURCE_DIR}"
                                                    BINARY_DIRECTORY="${CMAKE_BINARY_DIR}")
    include(GoogleTest)
    gtest_discover_tests(${NAME}_test DISCOVERY_MODE PRE_TEST)
  endif()
endfunction()

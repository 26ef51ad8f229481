# Read by the presets asan and tsan only. The guardian is linked statically, so that no library can change under it;
# sanitizers cannot be linked that way, so it goes without. Deferred: its target is made further down.
cmake_language(DEFER CALL target_compile_options zassay-guardian PRIVATE -fno-sanitize=all)
cmake_language(DEFER CALL target_link_options zassay-guardian PRIVATE -fno-sanitize=all)

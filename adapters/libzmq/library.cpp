#include "adapters/libzmq/library.hpp"

#include <dlfcn.h>
#include <fmt/format.h>
#include <link.h>

#include <climits>
#include <cstdlib>
#include <memory>

namespace zassay::libzmq {
namespace {

std::string real_path(const char* path) {
  const std::unique_ptr<char, decltype(&std::free)> resolved(::realpath(path, nullptr), &std::free);
  return resolved ? resolved.get() : path;
}

/// Resolves functions one by one and keeps the first thing that was wrong.
class Resolver {
 public:
  Resolver(void* handle, std::string path) : handle_(handle), path_(std::move(path)) {}

  template <typename Function>
  void resolve(Function& function, const char* name, bool required) {
    void* const address = ::dlsym(handle_, name);
    if (address == nullptr) {
      if (required)
        refuse("missing-function", fmt::format("{} has no function {}, which every case needs", path_, name));
      return;
    }
    Dl_info place{};
    if (::dladdr(address, &place) == 0 || place.dli_fname == nullptr || real_path(place.dli_fname) != path_) {
      refuse("other-library",
             fmt::format("the function {} does not lie in {} but in {}: the wrong library would be tested", name, path_,
                         place.dli_fname ? place.dli_fname : "no library"));
      return;
    }
    function = reinterpret_cast<Function>(address);
  }

  const Error* problem() const { return problem_.code.empty() ? nullptr : &problem_; }

 private:
  void refuse(const char* code, std::string sentence) {
    if (problem_.code.empty()) problem_ = Error{code, std::move(sentence)};
  }

  void* handle_;
  std::string path_;
  Error problem_;
};

std::string version_of(const Functions& zmq) {
  int major = 0, minor = 0, patch = 0;
  zmq.zmq_version(&major, &minor, &patch);
  return fmt::format("{}.{}.{}", major, minor, patch);
}

}  // namespace

Result<Library> load_library(const std::string& name) {
  void* const handle = ::dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    const char* const reason = ::dlerror();
    return failure("not-loaded",
                   fmt::format("cannot load the library {}: {}", name, reason ? reason : "no reason given"));
  }
  const link_map* map = nullptr;
  if (::dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0 || map == nullptr) {
    return failure("not-loaded", fmt::format("cannot find out which file was loaded as {}", name));
  }
  Library library;
  library.path = real_path(map->l_name);
  Resolver resolver(handle, library.path);
  Functions& zmq = library.functions;
#define ZASSAY_RESOLVE(function) resolver.resolve(zmq.function, #function, true);
  ZASSAY_REQUIRED_FUNCTIONS(ZASSAY_RESOLVE)
#undef ZASSAY_RESOLVE
#define ZASSAY_RESOLVE(function) resolver.resolve(zmq.function, #function, false);
  ZASSAY_OPTIONAL_FUNCTIONS(ZASSAY_RESOLVE)
#undef ZASSAY_RESOLVE
  resolver.resolve(zmq.zmq_ctx_set_ext, "zmq_ctx_set_ext", false);
  resolver.resolve(zmq.zassay_implementation_name, "zassay_implementation_name", false);
  if (const Error* problem = resolver.problem()) return tl::unexpected<Error>(*problem);
  library.name = zmq.zassay_implementation_name != nullptr ? zmq.zassay_implementation_name() : "libzmq";
  library.version = version_of(zmq);
  return library;
}

}  // namespace zassay::libzmq

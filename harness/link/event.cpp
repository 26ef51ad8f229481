#include "link/event.hpp"

namespace zassay::link {

const char* word_of(Side side) { return side == Side::connecting ? "connecting" : "listening"; }

const char* word_of(Event::Kind kind) {
  switch (kind) {
    case Event::Kind::opened:
      return "opened";
    case Event::Kind::refused:
      return "refused";
    case Event::Kind::item:
      return "item";
    case Event::Kind::sent:
      return "sent";
    case Event::Kind::unsent:
      return "unsent";
    case Event::Kind::closed:
      return "closed";
    case Event::Kind::reset:
      return "reset";
    case Event::Kind::held:
      return "held";
    case Event::Kind::released:
      return "released";
    case Event::Kind::cut:
      return "cut";
    case Event::Kind::stalled:
      return "stalled";
    case Event::Kind::resumed:
      return "resumed";
    case Event::Kind::failed:
      return "failed";
  }
  return "failed";
}

}  // namespace zassay::link

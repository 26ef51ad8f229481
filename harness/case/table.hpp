#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "case/words.hpp"

namespace zassay {

/// What a value of a case may be. The comment says how it is written → how it stands in `arguments`.
enum class Kind {
  number,          ///< expression without unit → integer within [minimum, maximum]
  size,            ///< expression in bytes → integer
  duration,        ///< expression in milliseconds → integer
  timeout,         ///< duration or "forever" → integer, -1 for ever
  yes,             ///< true → true
  word,            ///< one of `choices` → string
  word_list,       ///< list of them → strings, each once
  free_word,       ///< a free word of letters, digits, "-", "_" and "." → string
  bytes,           ///< → {"b64"} or {"size","generator","first"}
  bytes_list,      ///< list of bytes → array
  bytes_lists,     ///< list of lists of bytes → array of arrays
  value,           ///< whole number, or text or bytes → integer or {"b64"}
  cut,             ///< [from, to] → the same
  context,         ///< a context that a socket names → string
  actor,           ///< name of an actor, or of the socket that has it for itself → the actor's name
  side,            ///< a small letter that a socket has as side → the same, "a" over inproc
  socket,          ///< name → string
  sockets,         ///< name or list of names → array
  socket_list,     ///< list of names → array
  opening,         ///< as `sockets`, peers too; they are opened by it
  closing,         ///< as `sockets`, peers too
  target,          ///< socket whose routing id leads the message, or "requester" → string
  endpoint,        ///< "auto" or a literal endpoint → string
  peer,            ///< name of a socket, or a literal endpoint → string
  operation,       ///< name of an operation → string
  started,         ///< name of a started operation → string
  started_list,    ///< one or a list → array
  sending,         ///< name of a stream; comes to life by it → string
  stream,          ///< name of a stream that has been sent on → string
  streams,         ///< one or a list → array
  stream_list,     ///< list of names → array
  message,         ///< name of a message → string
  option,          ///< socket option in lower case, or a whole number → upper-case string or integer
  context_option,  ///< context option in upper case → string
  context_value,   ///< its value → integer or {"b64"}
  property,        ///< one of `choices` or a whole number → string or integer
  pipe,            ///< name of a pipe → string
  poll_items,      ///< {socket or pipe: [IN, …]} → object of arrays
  evidence,        ///< {returned: op, error} → object
  event,           ///< {socket, name, count} → object
  numbers,         ///< list of numbers → array
  free_words,      ///< list of free words → array
  metadata,        ///< {name: bytes} → object
  source,          ///< socket or peer whose octets are meant → string
  link,            ///< name of a link → string
  wire,            ///< name of a peer or a link → string
  items_to_send,   ///< one thing of the wire, or a list → array of {"greeting": {…}}
  items_to_come,   ///< the same, of things that the other side may send
};

/// One key that a verb, a piece of evidence or a check may have.
struct Key {
  std::string name;
  Kind kind = Kind::number;
  std::string about;  ///< for the schema and its readers
  bool is_required = false;
  std::int64_t minimum = 0;
  std::int64_t maximum = 1'000'000'000;
  const words::Words* choices = nullptr;  ///< of word, word_list and property
};

enum class Owner { harness, socket, actor, peer, link, message, pipe };

/// How the value of a verb or check is written: as a mapping of its keys, as the first key's value alone, or either.
enum class Form { keys, alone, either };

enum class Start { never, may, must };

/// One verb, piece of evidence or check: its keys and the rules between them.
struct Shape {
  std::string name;
  std::string about;
  std::vector<Key> keys;
  Form form = Form::keys;
  Owner owner = Owner::harness;
  Start start = Start::never;                  ///< whether `start:` takes it
  bool can_be_named = false;                   ///< whether `as:` may stand beside it
  std::vector<std::string> one_of = {};        ///< exactly one of these keys
  std::vector<std::string> any_of = {};        ///< at least one of these keys
  std::vector<std::string> started_keys = {};  ///< the only keys inside `start:`; empty: all

  const Key* find(const std::string& key) const;
  std::vector<std::string> key_names() const;
};

/// The tables of docs/case-format.md. Verbs with two forms stand twice, told apart by their required keys.
const std::vector<Shape>& verbs();
const std::vector<Shape>& evidence();
const std::vector<Shape>& checks();
/// What a peer may send, and what it may wait for: the things of the wire.
const std::vector<Shape>& items_to_send();
const std::vector<Shape>& items_to_come();
/// The keys of a declaration under `peers`.
const Shape& peer_shape();

/// All forms of a verb; empty if it is unknown.
const std::vector<const Shape*>& verb_forms(Owner owner, const std::string& name);
const Shape* find_evidence(const std::string& name);
const Shape* find_check(const std::string& name);
const Shape* find_item(Kind kind, const std::string& name);

/// The names of the verbs of one owner, each once, in the order of the table.
std::vector<std::string> verb_names(Owner owner);
std::vector<std::string> shape_names(const std::vector<Shape>& shapes);

}  // namespace zassay

import Markup
import RunModel

/// Members whose value may be absent, which is written as null.
extension JSONWriter {
  mutating func member(_ name: StaticString, _ value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  mutating func member(_ name: StaticString, _ value: Double?) {
    key(name)
    if let value { number(value) } else { null() }
  }

  mutating func member(_ name: StaticString, _ value: Int64?) {
    key(name)
    if let value { integer(value) } else { null() }
  }

  mutating func member(_ name: StaticString, _ moment: Timestamp?) {
    member(name, moment.map { TimeText.iso($0.milliseconds) })
  }

  /// An object of names and texts.
  mutating func member(_ name: StaticString, _ values: [NamedValue]) {
    key(name)
    beginObject()
    var previous: String?
    for value in values where value.name != previous {
      key(text: value.name)
      string(value.value)
      previous = value.name
    }
    endObject()
  }
}

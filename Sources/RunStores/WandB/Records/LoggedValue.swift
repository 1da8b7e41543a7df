internal import RunModel

/// A logged value that is no number: a text, a truth value, a list.
struct LoggedValue {
  var value: StructuredValue
  var step: Int64
  var time: Timestamp?
}

internal import RunModel

/// Python objects as jsonpickle writes them (`sacred/serializer.py`), as far as JSON can hold them.
extension StructuredValue {
  /// Whether it is a Python object: it has a member such as `py/object`.
  var isPickled: Bool { object?.contains { $0.name.hasPrefix("py/") } ?? false }

  /// The value with the Python objects in it as what they hold: `{"py/object": "numpy.float64", "value": 0.5, …}` is
  /// 0.5, `{"py/object": "numpy.ndarray", "values": […], …}` and `{"py/tuple": […]}` are lists.
  ///
  /// What only Python can read, such as a tensor, stays as it is.
  var unpickled: StructuredValue {
    switch self {
    case .list(let items): return .list(items.map(\.unpickled))
    case .object(let members):
      guard isPickled else { return .object(members.map { .init($0.name, $0.value.unpickled) }) }
      let inner = ["value", "values", "py/tuple", "py/set"].lazy.compactMap { self[$0] }.first
      switch inner {
      case .object, nil: return self
      case let inner?: return inner.unpickled
      }
    default: return self
    }
  }

  /// A number, or 0 and 1 for false and true.
  var flagOrNumber: Double? {
    if case .bool(let flag) = self { return flag ? 1 : 0 }
    return double
  }
}

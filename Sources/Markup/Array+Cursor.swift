extension [UInt8] {
  /// Appends what `body` writes through a cursor; `body` may be called again, with more room.
  ///
  /// - Parameter bound: about how many bytes it writes, rather too many than too few.
  mutating func write(atMost bound: Int, _ body: (inout ByteCursor) -> Void) {
    var room = Swift.max(256, bound)
    while true {
      var isDone = false
      append(addingCapacity: room) { span in
        span.withUnsafeMutableBufferPointer { memory, count in
          var cursor = ByteCursor(memory)
          body(&cursor)
          isDone = !cursor.isFull
          if isDone { count = cursor.count }
        }
      }
      if isDone { return }
      room *= 4
    }
  }
}

extension MarkupWriter {
  /// Appends what `body` writes through a cursor; `body` may be called again, with more room.
  ///
  /// - Parameter bound: about how many bytes it writes, rather too many than too few.
  public mutating func write(atMost bound: Int, _ body: (inout ByteCursor) -> Void) {
    bytes.write(atMost: bound, body)
  }
}

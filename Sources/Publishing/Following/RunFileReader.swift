import FileAccess
public import RunModel

/// The bytes of a run's file, as they are in the store: nothing is masked.
public struct RunFileReader {
  private let file: RunFile

  /// - Throws: `FileFailure` for one that is only listed: links, FIFOs, what is on a server.
  public init(_ file: RunFile) throws {
    if let obstacle = file.obstacle { throw FileFailure(file.path, reason: obstacle.rawValue) }
    self.file = file
  }

  /// How many bytes there are now.
  public var size: Int64 {
    guard file.pieces.isEmpty else { return file.pieces.reduce(0) { $0 + max(0, $1.count) } }
    return FileBytes.version(of: file.location)?.size ?? 0
  }

  /// Gives some of the bytes, piece by piece.
  public func read(_ part: Range<Int64>, _ take: (ArraySlice<UInt8>) throws -> Void) throws {
    guard !part.isEmpty else { return }
    let reader = try ReadableFile(clean: file, size: part.upperBound, version: nil).reader(part)
    while true {
      let piece = try reader.next()
      if piece.isEmpty { return }
      try take(piece)
    }
  }

  /// Where the last lines begin.
  ///
  /// - Parameter lines: how many; the last one may have no line feed yet.
  public func start(ofLast lines: Int) throws -> Int64 {
    let size = size
    guard lines > 0 else { return size }
    var end = size
    var left = lines
    while end > 0 {
      let start = max(0, end - RunFileReader.blockSize)
      var block: [UInt8] = []
      try read(start..<end) { block += $0 }
      for index in block.indices.reversed() where block[index] == UInt8(ascii: "\n") {
        let place = start + Int64(index) + 1
        // The line feed at the very end begins no line.
        if place == size { continue }
        left -= 1
        if left == 0 { return place }
      }
      end = start
    }
    return 0
  }

  private static let blockSize: Int64 = 1 << 16
}

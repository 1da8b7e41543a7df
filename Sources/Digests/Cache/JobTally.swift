public import Masking

/// What a job left out of the files it made, in numbers.
public struct JobTally: Sendable, Hashable {
  public var masked = MaskCounts()
  /// Files of runs that are larger than what is copied.
  public var largeFiles = 0
  public var largeBytes: Int64 = 0
  /// Files of runs that are listed and neither copied nor shown, by the reason.
  public var obstacles: [String: Int] = [:]
  /// The pages it made that are live, by their paths, and what changes with what is on each.
  public var live: [String: String] = [:]

  public init() {}

  public var isEmpty: Bool { masked.isEmpty && largeFiles == 0 && obstacles.isEmpty && live.isEmpty }

  public mutating func add(_ other: JobTally) {
    masked.add(other.masked)
    largeFiles += other.largeFiles
    largeBytes += other.largeBytes
    for (reason, count) in other.obstacles { obstacles[reason, default: 0] += count }
    live.merge(other.live) { _, new in new }
  }
}

extension JobTally {
  func write(to writer: inout ByteWriter) {
    masked.write(to: &writer)
    writer.count(largeFiles)
    writer.signed(largeBytes)
    writer.list(obstacles.sorted { $0.key < $1.key }) { writer, entry in
      writer.string(entry.key)
      writer.count(entry.value)
    }
    writer.list(live.sorted { $0.key < $1.key }) { writer, entry in
      writer.string(entry.key)
      writer.string(entry.value)
    }
  }

  init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    masked = try MaskCounts(from: &reader)
    largeFiles = try reader.number()
    largeBytes = try reader.signed()
    let entries = try reader.list { reader throws(ByteReader.Damage) in
      (reason: try reader.string(), count: try reader.number())
    }
    for entry in entries { obstacles[entry.reason, default: 0] += entry.count }
    let pages = try reader.list { reader throws(ByteReader.Damage) in
      (path: try reader.string(), stamp: try reader.string())
    }
    for page in pages { live[page.path] = page.stamp }
  }
}

public import Fingerprints

/// What an earlier build made in one piece of work, and from what.
public struct JobRecord: Sendable, Hashable {
  /// One thing the work depends on.
  public struct Input: Sendable, Hashable {
    /// What it is, for the one who asks why: `the run's files`.
    public var label: String
    public var fingerprint: Fingerprint

    public init(label: String, fingerprint: Fingerprint) {
      self.label = label
      self.fingerprint = fingerprint
    }
  }

  /// One file it made.
  public struct File: Sendable, Hashable {
    /// In the site.
    public var path: String
    public var size: Int64
    /// When it was last changed, in nanoseconds since 1970: a file somebody else touched is made again.
    public var changed: Int64

    public init(path: String, size: Int64, changed: Int64) {
      self.path = path
      self.size = size
      self.changed = changed
    }
  }

  public var name: String
  /// Kept as the cache has them: there may be a hundred thousand of these, and most are only compared.
  var encodedInputs: [UInt8]
  var encodedFiles: [UInt8]

  public init(name: String, inputs: [Input], files: [File], tally: JobTally = JobTally()) {
    self.name = name
    encodedInputs = JobRecord.encode(inputs)
    encodedFiles = JobRecord.encode(files, tally)
  }

  init(name: String, encodedInputs: [UInt8], encodedFiles: [UInt8]) {
    self.name = name
    self.encodedInputs = encodedInputs
    self.encodedFiles = encodedFiles
  }

  /// Whether these are the inputs it was made from.
  public func isMade(from inputs: [Input]) -> Bool { JobRecord.encode(inputs) == encodedInputs }

  /// What it was made from; empty if the record is damaged.
  public var inputs: [Input] {
    JobRecord.decode(encodedInputs) { reader throws(ByteReader.Damage) in
      Input(
        label: try reader.string(), fingerprint: Fingerprint(high: try reader.unsigned(), low: try reader.unsigned()))
    }
  }

  /// What it made; empty if the record is damaged.
  public var files: [File] { made.files }

  /// What it left out of them; nothing if the record is damaged.
  public var tally: JobTally { made.tally }

  private var made: (files: [File], tally: JobTally) {
    var reader = ByteReader(encodedFiles)
    do {
      let files = try reader.list { reader throws(ByteReader.Damage) in
        File(path: try reader.string(), size: try reader.signed(), changed: try reader.signed())
      }
      return (files, try reader.flag() ? JobTally(from: &reader) : JobTally())
    } catch {
      return ([], JobTally())
    }
  }

  private static func encode(_ inputs: [Input]) -> [UInt8] {
    var writer = ByteWriter(reserving: 48 * inputs.count)
    writer.list(inputs) { writer, input in
      writer.string(input.label)
      writer.unsigned(input.fingerprint.high)
      writer.unsigned(input.fingerprint.low)
    }
    return writer.bytes
  }

  private static func encode(_ files: [File], _ tally: JobTally) -> [UInt8] {
    var writer = ByteWriter()
    writer.list(files) { writer, file in
      writer.string(file.path)
      writer.signed(file.size)
      writer.signed(file.changed)
    }
    writer.flag(!tally.isEmpty)
    if !tally.isEmpty { tally.write(to: &writer) }
    return writer.bytes
  }

  private static func decode<T>(
    _ bytes: [UInt8], _ read: (inout ByteReader) throws(ByteReader.Damage) -> T
  ) -> [T] {
    var reader = ByteReader(bytes)
    return (try? reader.list(read)) ?? []
  }
}

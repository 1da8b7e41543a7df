import RunModel

extension RunHeader {
  func write(to writer: inout ByteWriter) {
    writer.string(id)
    writer.string(name)
    writer.byte(status.code)
    writer.optional(statusText)
    for moment in [submitted, start, end, heartbeat] { writer.optional(moment) { $0.signed($1.milliseconds) } }
    writer.optional(user)
    writer.optional(parent)
    writer.byte(kind.code)
    writer.optional(computeTarget)
    writer.optional(nodeCount) { $0.signed(Int64($1)) }
    writer.list(nodes) { $0.string($1) }
    writer.optional(script)
    writer.list(arguments) { $0.string($1) }
    writer.optional(source.repository)
    writer.optional(source.branch)
    writer.optional(source.commit)
    writer.optional(source.isDirty) { $0.flag($1) }
    writer.optional(primaryMetric)
    writer.optional(error)
    writer.flag(isDeleted)
    for values in [parameters, tags] {
      writer.list(values) { writer, value in
        writer.string(value.name)
        writer.string(value.value)
      }
    }
  }

  init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    self.init(id: try reader.string())
    name = try reader.string()
    status = try RunStatus(code: reader.byte())
    statusText = try reader.optionalString()
    submitted = try RunHeader.moment(&reader)
    start = try RunHeader.moment(&reader)
    end = try RunHeader.moment(&reader)
    heartbeat = try RunHeader.moment(&reader)
    user = try reader.optionalString()
    parent = try reader.optionalString()
    kind = try RunKind(code: reader.byte())
    computeTarget = try reader.optionalString()
    if try reader.flag() { nodeCount = Int(try reader.signed()) }
    nodes = try reader.list { reader throws(ByteReader.Damage) in try reader.string() }
    script = try reader.optionalString()
    arguments = try reader.list { reader throws(ByteReader.Damage) in try reader.string() }
    source.repository = try reader.optionalString()
    source.branch = try reader.optionalString()
    source.commit = try reader.optionalString()
    if try reader.flag() { source.isDirty = try reader.flag() }
    primaryMetric = try reader.optionalString()
    error = try reader.optionalString()
    isDeleted = try reader.flag()
    parameters = try RunHeader.values(&reader)
    tags = try RunHeader.values(&reader)
  }

  private static func moment(_ reader: inout ByteReader) throws(ByteReader.Damage) -> Timestamp? {
    try reader.flag() ? Timestamp(milliseconds: try reader.signed()) : nil
  }

  private static func values(_ reader: inout ByteReader) throws(ByteReader.Damage) -> [NamedValue] {
    try reader.list { reader throws(ByteReader.Damage) in NamedValue(try reader.string(), try reader.string()) }
  }
}

/// Cases by their place in the declaration; the cache's version changes when a declaration does.
extension CaseIterable where Self: Equatable, AllCases.Index == Int {
  var code: UInt8 { UInt8(Self.allCases.firstIndex(of: self) ?? 0) }

  init(code: UInt8) throws(ByteReader.Damage) {
    guard Self.allCases.indices.contains(Int(code)) else { throw ByteReader.Damage() }
    self = Self.allCases[Int(code)]
  }
}

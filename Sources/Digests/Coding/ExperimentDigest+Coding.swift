import Analysis
import RunModel

extension ExperimentDigest {
  /// The digest as the cache keeps it.
  func write(to writer: inout ByteWriter) {
    writer.list(metrics) { $1.write(to: &$0) }
    writer.list(parameters) { $1.write(to: &$0) }
    writer.list(tags) { $0.string($1) }
    for count in [parameterisedCount, measuredCount, drawableCount] { writer.unsigned(UInt64(count)) }
    writer.list(newestDrawable) { $0.unsigned(UInt64($1)) }
    for flag in [hasCompute, hasNodes, hasSubmitted, hasNotes] { writer.flag(flag) }
  }

  init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    self.init(
      metrics: try reader.list { reader throws(ByteReader.Damage) in try MetricDigest(from: &reader) },
      parameters: try reader.list { reader throws(ByteReader.Damage) in try ParameterDigest(from: &reader) },
      tags: try reader.list { reader throws(ByteReader.Damage) in try reader.string() },
      parameterisedCount: try reader.number(), measuredCount: try reader.number(), drawableCount: try reader.number(),
      newestDrawable: try reader.list { reader throws(ByteReader.Damage) in try reader.number() },
      hasCompute: try reader.flag(), hasNodes: try reader.flag(), hasSubmitted: try reader.flag(),
      hasNotes: try reader.flag())
  }
}

extension MetricDigest {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.string(name)
    writer.optional(direction) { writer, direction in
      writer.flag(direction.direction == .higher)
      writer.unsigned(UInt64(MetricDirection.Origin.coded.firstIndex(of: direction.origin) ?? 0))
    }
    writer.optional(unit)
    writer.optional(description)
    writer.unsigned(UInt64(runCount))
    writer.unsigned(UInt64(chartableCount))
    writer.double(extent.greatest)
    writer.double(extent.least)
    writer.flag(extent.areWhole)
    writer.optional(best) { $0.double($1) }
    ranked.write(to: &writer)
    leaders.write(to: &writer)
    ownLeaders.write(to: &writer)
  }

  fileprivate init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    self.init(name: try reader.string(), declaration: nil)
    direction = nil
    if try reader.flag() {
      let isHigher = try reader.flag()
      let origin = try reader.number()
      guard MetricDirection.Origin.coded.indices.contains(origin) else { throw ByteReader.Damage() }
      direction = MetricDirection(
        direction: isHigher ? .higher : .lower, origin: MetricDirection.Origin.coded[origin])
    }
    unit = try reader.optionalString()
    description = try reader.optionalString()
    runCount = try reader.number()
    chartableCount = try reader.number()
    extent.greatest = try reader.double()
    extent.least = try reader.double()
    extent.areWhole = try reader.flag()
    if try reader.flag() { best = try reader.double() }
    ranked = try Leaders(from: &reader)
    leaders = try Leaders(from: &reader)
    ownLeaders = try Leaders(from: &reader)
  }
}

extension MetricDirection.Origin {
  /// In the order of their numbers in the cache.
  fileprivate static let coded: [MetricDirection.Origin] = [.inferred, .declared, .settings]
}

extension ParameterDigest {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.string(name)
    writer.string(value)
    writer.unsigned(UInt64(runCount))
    writer.flag(differs)
    writer.flag(isNumeric)
  }

  fileprivate init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    self.init(NamedValue(try reader.string(), try reader.string()))
    runCount = try reader.number()
    differs = try reader.flag()
    isNumeric = try reader.flag()
  }
}

extension Leaders {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.list(places) { writer, place in
      writer.double(place.score)
      writer.unsigned(UInt64(place.run))
    }
  }

  fileprivate init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    self.init(
      places: try reader.list { reader throws(ByteReader.Damage) in
        Place(score: try reader.double(), run: try reader.number())
      })
  }
}

import RunModel

/// Gathers what the events of one run say, over all of its files.
///
/// An event is read where it stands (`Event` in tensorboard/compat/proto/event.proto): no message becomes an object, no
/// tag a `String`.
struct EventCollector: ~Copyable {
  /// What is kept of a tag.
  private struct Tag {
    var kind = TagKind.undecided
    var column = StepColumn()
    /// Whether a value came that no 32-bit float holds by its type.
    var hasOtherPrecision = false
  }

  private var table = TagTable()
  private var tags: [Tag] = []
  private(set) var texts: [String] = []
  private(set) var images: [EventImage] = []
  private(set) var hparams = HParams()
  private var skipped: [TagKind: Int] = [:]
  /// How many values of scalar tags hold no single number.
  private(set) var unreadableCount = 0
  /// How many records hold no event, or one that breaks off.
  private(set) var damagedCount = 0
  /// When what was logged was logged; when a file was opened counts where nothing was.
  private var logged = WallTimes()
  private var opened = WallTimes()
  /// Which of the run's files the events are from.
  var file = 0

  deinit {
    for tag in tags {
      var column = tag.column
      column.free()
    }
  }

  /// From the first to the last event.
  var times: ClosedRange<Timestamp>? { logged.range ?? opened.range }

  /// Takes in one record's event.
  @inline(__always)
  mutating func take(_ record: EventFileReader.Record) {
    if let event = PlainEvent(record.data) {
      let number = number(of: event.tag)
      if tags[number].kind == .scalar {
        logged.add(event.wallTime)
        tags[number].column.append(
          .init(step: event.step, wallTime: event.wallTime, payload: Double(event.value).bitPattern))
        return
      }
    }
    walk(record)
  }

  @inline(__always)
  private mutating func number(of tag: UnsafeRawBufferPointer) -> Int {
    let number = table.number(of: tag)
    if number == tags.count { tags.append(Tag()) }
    return number
  }

  /// Reads an event field by field.
  private mutating func walk(_ record: EventFileReader.Record) {
    var event = record.data
    let start = event.position
    var wallTime = Double.nan
    var step: Int64 = 0
    var summary: WireReader?
    var summaryCount = 0
    while case let key = event.nextKey(), key != 0 {
      switch key {
      case 0x09: wallTime = Double(bitPattern: event.fixed64())
      case 0x10: step = Int64(bitPattern: event.varint())
      case 0x2A:
        summary = event.message()
        summaryCount += 1
      // graph_def, tagged_run_metadata, meta_graph_def
      case 0x22, 0x42, 0x4A:
        event.skip(key)
        skipped[.graph, default: 0] += 1
      default: event.skip(key)
      }
    }
    if event.isDamaged { damagedCount += 1 }
    guard let summary else {
      opened.add(wallTime)
      return
    }
    logged.add(wallTime)
    let place = Place(step: step, wallTime: wallTime, record: start, offset: record.offset)
    guard summaryCount > 1 else {
      take(summary, at: place)
      return
    }
    // Nobody writes it twice, but the format says that both count.
    event = record.data
    while case let key = event.nextKey(), key != 0 {
      if key == 0x2A { take(event.message(), at: place) } else { event.skip(key) }
    }
  }

  /// Where a value stands.
  private struct Place {
    var step: Int64
    var wallTime: Double
    /// The record's data, and where it starts in its file.
    var record: UnsafeRawPointer
    var offset: Int64
  }

  private mutating func take(_ summary: WireReader, at place: Place) {
    var summary = summary
    while case let key = summary.nextKey(), key != 0 {
      if key == 0x0A { take(SummaryValue(summary.message()), at: place) } else { summary.skip(key) }
    }
    if summary.isDamaged { damagedCount += 1 }
  }

  private mutating func take(_ value: SummaryValue, at place: Place) {
    guard !value.isDamaged else {
      damagedCount += 1
      return
    }
    let number = number(of: value.tag)
    if tags[number].kind == .undecided { decide(number, value) }
    guard tags[number].kind == .scalar else {
      takeOther(value, number, at: place)
      return
    }
    if value.content == .simple {
      append(Double(value.simple).bitPattern, number, place)
    } else if value.content == .tensor, let scalar = ScalarTensor.read(value.message) {
      if !scalar.isSinglePrecision { tags[number].hasOtherPrecision = true }
      append(scalar.value.bitPattern, number, place)
    } else if value.content != .none {
      unreadableCount += 1
    }
  }

  private mutating func append(_ payload: UInt64, _ number: Int, _ place: Place) {
    tags[number].column.append(.init(step: place.step, wallTime: place.wallTime, payload: payload))
  }

  private mutating func decide(_ number: Int, _ value: SummaryValue) {
    let metadata = value.metadata.map(SummaryMetadata.init)
    tags[number].kind = TagKind(metadata, value.content)
    if tags[number].kind == .hparams, let content = metadata?.content { hparams.take(content) }
  }

  private mutating func takeOther(_ value: SummaryValue, _ number: Int, at place: Place) {
    switch tags[number].kind {
    case .text:
      guard value.content == .tensor, let text = TextTensor(value.message).markdown else { return }
      append(UInt64(texts.count), number, place)
      texts.append(text)
    case .image:
      guard
        let image = EventImage(value, file: file, offset: { place.offset + Int64($0 - place.record) })
      else { return }
      append(UInt64(images.count), number, place)
      images.append(image)
    case .hparams, .undecided, .scalar: break
    case let kind:
      if value.content != .none { skipped[kind, default: 0] += 1 }
    }
  }

  // MARK: What was gathered

  /// The tags of a kind with their entries, in the order in which they came first.
  func forEachColumn(_ kind: TagKind, _ body: (String, UnsafeBufferPointer<StepColumn.Entry>) -> Void) {
    for (number, tag) in tags.enumerated() where tag.kind == kind && tag.column.count > 0 {
      body(table.name(number), tag.column.entries)
    }
  }

  /// Hands the series out, sorted by name, and frees each as soon as it is copied.
  mutating func takeSeries() -> [MetricSeries] {
    var series: [MetricSeries] = []
    // Tags that are not UTF-8 may be the same text once they are mended.
    var names = NameCounter()
    for number in tags.indices where tags[number].kind == .scalar && tags[number].column.count > 0 {
      let entries = tags[number].column.entries
      var one = MetricSeries(
        name: names.unique(table.name(number)), steps: entries.map(\.step),
        times: entries.map { WallTimes.milliseconds($0.wallTime) ?? MetricSeries.noTime },
        values: entries.map { Double(bitPattern: $0.payload) })
      one.isSinglePrecision = !tags[number].hasOtherPrecision
      series.append(one)
      tags[number].column.free()
    }
    return series.sorted { NameOrder.precedes($0.name, $1.name) }
  }

  /// What the restart rule removed: how many points, of how many metrics.
  var dropped: (points: Int, metrics: Int) {
    tags.lazy.filter { $0.kind == .scalar && $0.column.droppedCount > 0 }
      .reduce((0, 0)) { ($0.0 + $1.column.droppedCount, $0.1 + 1) }
  }

  /// How many metrics have all of several points at one step.
  var oneStepCount: Int { tags.count { $0.kind == .scalar && $0.column.holdsOneStep } }

  /// What is not shown, by kind: `20 histograms`.
  var skippedKinds: [String] {
    skipped.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap { $0.key.skipped($0.value) }
  }
}

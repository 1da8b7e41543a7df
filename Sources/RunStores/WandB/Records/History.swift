internal import RunModel

/// The history of a run: what it logged, gathered row by row.
struct History {
  /// More metrics than this are refused: no run has them, but a broken one may.
  private static let seriesLimit = 50_000

  private(set) var series: [MetricSeries] = []
  /// The last of each key's media that can be shown.
  private(set) var media: [String: LoggedMedia] = [:]
  /// The last text, truth value or list of each key.
  private(set) var others: [String: LoggedValue] = [:]
  /// How many media of each type are not shown.
  private(set) var skippedMedia: [String: Int] = [:]
  /// How many values were refused: no JSON, or too many keys.
  private(set) var refusedCount = 0
  private(set) var rowCount = 0
  private(set) var lastStep: Int64?
  private(set) var newestTime: Timestamp?

  private var keys = KeyTable()
  /// For each key the place of its series, or nothing yet.
  private var placeOfKey: [Int32] = []
  private var placeByName: [String: Int32] = [:]
  private var row: [(key: KeyTable.Index, value: KeyedItem.Value)] = []
  /// The media of this row that are written value by value: of each key that has `_type` below it the places in `row`
  /// of what stands below it.
  private var mediaParts: [KeyTable.Index: [Int]] = [:]
  private let (stepKey, timeKey): (KeyTable.Index?, KeyTable.Index?)

  init() {
    stepKey = keys.index(of: "_step")
    timeKey = keys.index(of: "_timestamp")
  }

  /// Adds a `HistoryRecord`.
  mutating func add(_ message: ProtobufReader) {
    var message = message
    row.removeAll(keepingCapacity: true)
    if !mediaParts.isEmpty { mediaParts.removeAll() }
    var step: Int64?
    var time: Timestamp?
    while let field = message.next() {
      guard let inner = field.message else { continue }
      if field.number == 2 { step = History.stepNumber(inner) }
      guard field.number == 1, let item = KeyedItem(inner), let value = item.value else { continue }
      guard let key = item.key(in: &keys) else {
        refusedCount += 1
        continue
      }
      if key == stepKey {
        step = step ?? item.structured?.int64
      } else if key == timeKey {
        time = item.structured?.double.flatMap(TimeScanner.seconds)
      } else if !keys.isHidden(key) {
        if keys.isName(key, "_type") { mediaParts[keys.parent(of: key)] = [] }
        row.append((key, value))
      }
    }
    addRow(step: step ?? (lastStep ?? -1) &+ 1, time: time)
  }

  private mutating func addRow(step: Int64, time: Timestamp?) {
    rowCount += 1
    lastStep = step
    if let time { newestTime = max(newestTime ?? time, time) }
    for (place, item) in row.enumerated() {
      if !mediaParts.isEmpty, let media = mediaKey(above: item.key) {
        if keys.parent(of: item.key) == media { mediaParts[media]?.append(place) }
      } else {
        add(item.value, key: item.key, step: step, time: time)
      }
    }
    for (key, places) in mediaParts.sorted(by: { $0.key < $1.key }) { addMedia(key, places, step: step, time: time) }
  }

  private mutating func add(_ value: KeyedItem.Value, key: KeyTable.Index, step: Int64, time: Timestamp?) {
    switch value {
    case .number(let number): append(number, key: key, step: step, time: time)
    case .structured(let value): add(value, key: key, depth: 0, step: step, time: time)
    case .json(let json):
      if let number = LoggedNumber.scan(json) {
        append(number, key: key, step: step, time: time)
      } else if History.isHistogram(json) {
        skippedMedia["histogram", default: 0] += 1
      } else if let value = try? JSONReader.read(json) {
        add(value, key: key, depth: 0, step: step, time: time)
      } else {
        refusedCount += 1
      }
    }
  }

  private mutating func add(
    _ value: StructuredValue, key: KeyTable.Index, depth: Int, step: Int64, time: Timestamp?
  ) {
    if let number = LoggedNumber.of(value) {
      append(number, key: key, step: step, time: time)
    } else if let members = value.object {
      if let type = value["_type"]?.string {
        addMedia(LoggedMedia(type: type, value: value, step: step, time: time), key: key)
        return
      }
      // wandb up to 0.16 leaves dictionaries as they are; later versions write each value by itself.
      for member in members {
        guard depth < KeyTable.depthLimit, let below = keys.index(of: member.name, below: key) else {
          refusedCount += 1
          continue
        }
        add(member.value, key: below, depth: depth + 1, step: step, time: time)
      }
    } else if value != .null {
      others[keys.fullName(of: key)] = LoggedValue(value: value, step: step, time: time)
    }
  }

  private mutating func append(_ number: Double, key: KeyTable.Index, step: Int64, time: Timestamp?) {
    while placeOfKey.count < keys.count { placeOfKey.append(-1) }
    if placeOfKey[key] < 0 {
      let name = keys.fullName(of: key)
      if let place = placeByName[name] {
        placeOfKey[key] = place
      } else if series.count < History.seriesLimit {
        placeOfKey[key] = Int32(series.count)
        placeByName[name] = Int32(series.count)
        series.append(MetricSeries(name: name))
      } else {
        refusedCount += 1
        return
      }
    }
    series[Int(placeOfKey[key])].append(
      step: step, time: time?.milliseconds ?? MetricSeries.noTime, value: number)
  }

  // MARK: Media

  /// The key of the media object a key belongs to, if any in this row.
  private func mediaKey(above key: KeyTable.Index) -> KeyTable.Index? {
    var current = key
    while current != KeyTable.top {
      if mediaParts[current] != nil { return current }
      current = keys.parent(of: current)
    }
    return nil
  }

  /// Puts a media object together from its parts in this row.
  private mutating func addMedia(_ key: KeyTable.Index, _ places: [Int], step: Int64, time: Timestamp?) {
    let typePlace = places.last { keys.isName(row[$0].key, "_type") }
    guard let type = typePlace.flatMap({ History.value(row[$0].value)?.string }) else { return }
    var members: [StructuredValue.Member] = []
    if LoggedMedia.shownTypes.contains(type) {
      for item in places.map({ row[$0] }) {
        if let value = History.value(item.value) { members.append(.init(keys.name(of: item.key), value)) }
      }
    }
    addMedia(LoggedMedia(type: type, value: .object(members), step: step, time: time), key: key)
  }

  private mutating func addMedia(_ object: LoggedMedia, key: KeyTable.Index) {
    if LoggedMedia.shownTypes.contains(object.type) {
      media[keys.fullName(of: key)] = object
    } else {
      skippedMedia[String(object.type.prefix(40)), default: 0] += 1
    }
  }

  private static func value(_ value: KeyedItem.Value) -> StructuredValue? {
    switch value {
    case .json(let json): try? JSONReader.read(json)
    case .number(let number): .number(number)
    case .structured(let value): value
    }
  }

  /// Histograms are many and long: they are told by how Python writes them, without reading them.
  private static func isHistogram(_ json: UnsafeBufferPointer<UInt8>) -> Bool {
    json.starts(with: histogramStart)
  }

  private static let histogramStart = Array(#"{"_type": "histogram""#.utf8)

  /// The number in a `HistoryStep`, which leaves a zero out.
  private static func stepNumber(_ message: ProtobufReader) -> Int64 {
    var message = message
    var number: Int64 = 0
    while let field = message.next() {
      if field.number == 1 { number = field.int64 ?? 0 }
    }
    return number
  }
}

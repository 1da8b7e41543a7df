internal import RunModel

/// A run's summary: of each key what was set last, by the script or by W&B.
///
/// wandb writes the whole of it again for every row of history, so values stay bytes until the end.
struct Summary {
  private struct Slot {
    var json: [UInt8] = []
    /// When it was set or removed; 0 for never.
    var moment = 0
    var isSet = false
  }

  private var keys = KeyTable()
  private var slots: [Slot] = []
  private var moment = 0
  /// From `wandb-summary.json`.
  private var file: [StructuredValue.Member] = []

  /// Adds a `SummaryRecord`.
  mutating func add(_ message: ProtobufReader) {
    var message = message
    while let field = message.next() {
      guard field.number == 1 || field.number == 2, let inner = field.message, let item = KeyedItem(inner),
        let key = item.key(in: &keys)
      else { continue }
      moment += 1
      while slots.count < keys.count { slots.append(Slot()) }
      slots[key].moment = moment
      slots[key].isSet = field.number == 1
      slots[key].json.removeAll(keepingCapacity: true)
      if field.number == 1, case .json(let json) = item.value { slots[key].json.append(contentsOf: json) }
    }
  }

  /// Takes what `wandb-summary.json` holds.
  mutating func add(file members: [StructuredValue.Member]) { file += members }

  /// The values by their names, those in objects by themselves; media and W&B's own values are left out.
  var values: [String: StructuredValue] {
    var values: [String: StructuredValue] = [:]
    for member in file where !member.name.hasPrefix("_") {
      Summary.add(member.value, name: member.name, depth: 0, to: &values)
    }
    var mediaKeys: Set<KeyTable.Index> = []
    for key in slots.indices where slots[key].isSet && keys.isName(key, "_type") {
      mediaKeys.insert(keys.parent(of: key))
    }
    // What is set later stands over what was set before, as a part of it or around it.
    for key in slots.indices.sorted(by: { slots[$0].moment < slots[$1].moment }) {
      guard slots[key].isSet, !keys.isHidden(key), isShown(key, mediaKeys),
        let value = try? JSONReader.read(slots[key].json)
      else { continue }
      Summary.add(value, name: keys.fullName(of: key), depth: 0, to: &values)
    }
    return values
  }

  /// One of W&B's own values, such as `_step`.
  func own(_ name: String) -> StructuredValue? {
    for key in slots.indices where slots[key].isSet && keys.parent(of: key) == KeyTable.top {
      if keys.name(of: key) == name { return try? JSONReader.read(slots[key].json) }
    }
    return file.last { $0.name == name }?.value
  }

  /// Whether a key is neither part of a media object nor removed with what is above it.
  private func isShown(_ key: KeyTable.Index, _ mediaKeys: Set<KeyTable.Index>) -> Bool {
    var current = key
    while current != KeyTable.top {
      if mediaKeys.contains(current) { return false }
      if !slots[current].isSet, slots[current].moment > slots[key].moment { return false }
      current = keys.parent(of: current)
    }
    return true
  }

  private static func add(
    _ value: StructuredValue, name: String, depth: Int, to values: inout [String: StructuredValue]
  ) {
    guard let members = value.object else {
      values[name] = value
      return
    }
    guard value["_type"] == nil, depth < KeyTable.depthLimit else { return }
    for member in members { add(member.value, name: name + "." + member.name, depth: depth + 1, to: &values) }
  }
}

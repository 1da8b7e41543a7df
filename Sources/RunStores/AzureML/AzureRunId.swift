/// What ids of runs look like, and what they say of the run above.
enum AzureRunId {
  /// The id in a folder's name; nil if the name is none: `dcid.<id>` as in blob storage, or an id itself.
  static func id(folder name: String) -> String? {
    if name.hasPrefix("dcid."), name.utf8.count > 5 { return String(name.dropFirst(5)) }
    return isId(name) ? name : nil
  }

  /// Whether a text can only be the id of a run.
  static func isId(_ text: String) -> Bool {
    isUUID(text) || sweepRoot(text) != nil || isSubmitted(text) || isNamed(text)
  }

  static func isUUID(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.utf8.allSatisfy(isHexDigit) }
  }

  /// The parent an id names: `HD_<uuid>` of `HD_<uuid>_3`, `AutoML_<uuid>` of `AutoML_<uuid>_setup`, and the job of a
  /// sweep's trial, `<adjective>_<noun>_<ten characters>_3`.
  static func parent(of id: String) -> String? {
    if let root = sweepRoot(id) { return root == id ? nil : root }
    guard let bar = id.lastIndex(of: "_"), isDigits(id[id.index(after: bar)...]) else { return nil }
    let above = String(id[..<bar])
    return isNamed(above) ? above : nil
  }

  /// Whether it is the id of HyperDrive's or AutoML's own run, which has children.
  static func isSweep(_ id: String) -> Bool { id.hasPrefix("HD_") && sweepRoot(id) == id }
  static func isAutoML(_ id: String) -> Bool { id.hasPrefix("AutoML_") && sweepRoot(id) == id }

  /// `HD_<uuid>` or `AutoML_<uuid>` at the start of an id.
  private static func sweepRoot(_ id: String) -> String? {
    for prefix in ["HD_", "AutoML_"] where id.hasPrefix(prefix) {
      let rest = id.dropFirst(prefix.utf8.count)
      guard isUUID(rest.prefix(36)) else { return nil }
      let tail = rest.dropFirst(36)
      return tail.isEmpty || tail.hasPrefix("_") && tail.utf8.count > 1 ? prefix + rest.prefix(36) : nil
    }
    return nil
  }

  /// `<experiment>_<seconds>_<eight digits>`, as the SDK's `submit` makes them.
  private static func isSubmitted(_ text: String) -> Bool {
    let parts = text.split(separator: "_")
    guard parts.count >= 3, let last = parts.last, last.utf8.count == 8, last.utf8.allSatisfy(isHexDigit) else {
      return false
    }
    let seconds = parts[parts.count - 2]
    return seconds.utf8.count == 10 && isDigits(seconds)
  }

  /// `tough_tray_vkndrpzld5`, as `az ml job create` makes them.
  private static func isNamed(_ text: String) -> Bool {
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2].utf8.count == 10 else { return false }
    let isWords = parts[..<2].allSatisfy { $0.utf8.count > 1 && $0.utf8.allSatisfy { $0 &- UInt8(ascii: "a") < 26 } }
    return isWords && parts[2].utf8.allSatisfy { $0 &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10 }
  }

  private static func isDigits(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 6
  }
}

import Synchronization

/// Texts that many runs have in common, kept once.
///
/// A text of up to 15 bytes lies in its value and takes no memory of its own.
enum SharedNames {
  /// More different ones are not the names of machines that runs share.
  private static let limit = 10_000
  private static let names = Mutex<Set<String>>([])

  /// The text, in the memory of the first one that was equal.
  static func one(_ name: String) -> String {
    guard name.utf8.count > 15 else { return name }
    return names.withLock { names in
      if let known = names.firstIndex(of: name) { return names[known] }
      if names.count < limit { names.insert(name) }
      return name
    }
  }
}

/// Slurm's short form of names: `gpu[001-003,7],login1` (`man scontrol`, hostlist expressions).
enum SlurmNodeList {
  /// No list of nodes worth drawing is longer.
  static let limit = 4096

  /// A longer list is none: what it stands for would fill memory.
  private static let lengthLimit = 4096

  /// The names it stands for; one that cannot be read stands for itself.
  static func names(_ list: String) -> [String] {
    guard list.utf8.count <= lengthLimit, list != "(null)" else { return [] }
    var names: [String] = []
    for part in parts(list[...]) {
      names += expand(part, depth: 0)
      if names.count >= limit { return Array(names.prefix(limit)) }
    }
    return names
  }

  /// The parts between commas that stand in no brackets.
  private static func parts(_ list: Substring) -> [Substring] {
    var depth = 0
    return list.split { character in
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      return character == "," && depth <= 0
    }
  }

  private static func expand(_ part: Substring, depth: Int) -> [String] {
    guard depth < 3, let open = part.firstIndex(of: "["), let close = part[open...].firstIndex(of: "]") else {
      return [String(part)]
    }
    let head = String(part[..<open])
    let tails = expand(part[part.index(after: close)...], depth: depth + 1)
    var names: [String] = []
    for range in part[part.index(after: open)..<close].split(separator: ",") {
      let ends = range.split(separator: "-", maxSplits: 1)
      guard let first = ends.first, let low = Int(first), let high = Int(ends.last ?? first), low >= 0, low <= high,
        first.utf8.count <= 20
      else { return [String(part)] }
      for number in low...low + min(high - low, limit) {
        let digits = String(number)
        let zeros = String(repeating: "0", count: max(0, first.count - digits.count))
        names += tails.map { head + zeros + digits + $0 }
        if names.count >= limit { return names }
      }
    }
    return names
  }
}

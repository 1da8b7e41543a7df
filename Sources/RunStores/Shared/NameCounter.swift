/// Keeps names apart that have become equal: a name that was there gets a number.
struct NameCounter {
  private var uses: [String: Int] = [:]

  /// How often a name was given, this time included.
  mutating func count(_ name: String) -> Int {
    uses[name, default: 0] += 1
    return uses[name, default: 1]
  }

  /// The name itself the first time, then `name (2)`, and so on.
  mutating func unique(_ name: String) -> String {
    var name = name
    while case let uses = count(name), uses > 1 { name += " (\(uses))" }
    return name
  }
}

import ArgumentParser
import Settings

extension Settings {
  /// The stores named on the command line, else those of the settings.
  ///
  /// - Parameter example: words of a command line that name a store, for the message where there is none.
  func locations(named given: [String], example: String) throws -> [String] {
    let locations = given.isEmpty ? stores : given
    guard locations.isEmpty else { return locations }
    let listed = file.map { "\($0) lists no `stores`" } ?? "there is no runreport.yaml here that lists `stores`"
    throw ValidationError("Name a store, such as `\(example)`: \(listed).")
  }
}

import ArgumentParser
import Diagnostics
import Publishing
import RunModel
import RunStores
import Settings

/// Completes the names of runs on a command line.
enum RunCompletion {
  static let kind = CompletionKind.custom { words, _, prefix in names(words, beginningWith: prefix) }

  /// A shell shows no more than a screen of them.
  private static let limit = 200

  /// The ids and names in the stores that the command line names, else in those of runreport.yaml.
  private static func names(_ words: [String], beginningWith prefix: String) -> [String] {
    guard let catalog = try? catalog(words) else { return [] }
    var found: Set<String> = []
    for entry in catalog.entries {
      for text in [entry.header.id, entry.header.name] where !text.isEmpty && text.hasPrefix(prefix) {
        if isPlain(text) { found.insert(text) }
      }
      if found.count >= limit { break }
    }
    return found.sorted()
  }

  /// Whether every shell takes a name for a word as it is.
  ///
  /// The scripts that ArgumentParser makes hand what is printed here to bash's `compgen -W`, which expands it: a run called
  /// `$(…)` would be executed by whoever asks for completions.
  private static func isPlain(_ text: String) -> Bool {
    text.first != "-" && text.first != "="
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || plainMarks.contains($0)
      }
  }

  private static let plainMarks = Set("-_.:/@+=,%".unicodeScalars)

  private static func catalog(_ words: [String]) throws -> RunCatalog {
    var locations: [String] = []
    for (place, word) in words.enumerated() {
      if word == "--store", words.indices.contains(place + 1) { locations.append(words[place + 1]) }
      if word.hasPrefix("--store=") { locations.append(String(word.dropFirst("--store=".count))) }
    }
    if locations.isEmpty { locations = try SettingsFile.load(nil).stores }
    // A server would be asked with every key that is pressed.
    locations.removeAll(where: StoreAddress.isAddress)
    guard !locations.isEmpty else { throw ExitCode.failure }
    let diagnostics = DiagnosticCollector()
    let reader = try StoreReader(
      locations: locations, options: ReadingOptions(includesFiles: false), jobs: Terminal.coreCount,
      reporting: diagnostics)
    return try RunCatalog(reader, reporting: diagnostics)
  }
}

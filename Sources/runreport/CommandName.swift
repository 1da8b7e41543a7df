import ArgumentParser
import FileAccess
import RunTables

/// The word after the program's name.
///
/// The parser says of one it does not know only that it is unexpected.
enum CommandName {
  /// What is wrong with it, and what was meant; nil if it is a command's.
  static func fault(in arguments: [String], of command: any ParsableCommand.Type) -> String? {
    guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
    let names = command.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !names.contains(word) else { return nil }
    let shown = Terminal.printable(word)
    if let meant = NearestName.of(word, among: names) {
      return "There is no command \(shown); did you mean \(meant)?"
    }
    if FileBytes.entry(at: word) != nil || word.contains("://") {
      return "\(shown) is no command. A site of it: runreport build \(shown) --output site"
    }
    return "There is no command \(shown); there are \(names.joined(separator: ", "))."
  }
}

import Diagnostics
import Markup

/// Tells a person what was left out.
struct DiagnosticReport {
  var isQuiet: Bool
  var isVerbose: Bool

  private static let limit = 10

  func tell(_ diagnostics: [Diagnostic]) {
    guard !isQuiet else { return }
    let told = isVerbose ? diagnostics : diagnostics.filter { $0.severity == .warning }
    let shown = isVerbose ? told[...] : told.prefix(Self.limit)
    for diagnostic in shown {
      Terminal.error(
        "\(diagnostic.severity == .warning ? "warning" : "note"): \(Terminal.printable(diagnostic.description))")
    }
    if shown.count < told.count {
      Terminal.error(
        "… \(NumberText.grouped(told.count - shown.count)) more warnings; --verbose shows all, and so do the build notes"
      )
    }
  }
}

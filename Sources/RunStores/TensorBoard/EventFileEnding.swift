internal import Diagnostics

/// Why the records of an event file end where they do.
enum EventFileEnding: Sendable, Hashable {
  case complete
  /// A record that starts there is not all there: its writer was stopped, or is writing it now.
  case cut(at: Int64, size: Int64)
  /// Nothing but zeros, as file systems leave them after a crash.
  case zeros(from: Int64)
  /// The check sum of a length is wrong, so nobody knows where the next record starts.
  case badLength(at: Int64)
  /// The check sum of a record's data is wrong.
  case badData(at: Int64)
  case unreadable(at: Int64, String)

  /// Tells what was left out, if anything was.
  func tell(_ diagnostics: DiagnosticCollector, of file: String) {
    switch self {
    case .complete: break
    case .cut(let place, let size):
      diagnostics.note(file, "ends within a record: \(size - place) bytes from byte \(place) on are left out")
    case .zeros(let place):
      diagnostics.note(file, "filled up with zeros from byte \(place) on")
    case .badLength(let place):
      diagnostics.warn(
        file, "damaged at byte \(place), the check sum of a length is wrong: what follows is left out")
    case .badData(let place):
      diagnostics.warn(
        file, "damaged at byte \(place), the check sum of a record is wrong: it and what follows are left out")
    case .unreadable(let place, let reason):
      diagnostics.warn(file, "cannot be read from byte \(place) on: \(reason)")
    }
  }
}

internal import Diagnostics
internal import FileAccess

extension FileBytes {
  /// All bytes of a file of a store; nil, with a warning, if it cannot be read.
  ///
  /// - Parameter file: the file as messages name it.
  static func read(_ path: String, shownAs file: String, reporting diagnostics: DiagnosticCollector) -> [UInt8]? {
    do {
      return try read(path)
    } catch {
      diagnostics.warn(file, "cannot be read: \(error.reason)")
      return nil
    }
  }
}

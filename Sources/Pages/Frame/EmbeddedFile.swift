import EmbeddedFiles

/// The templates and assets inside the program.
enum EmbeddedFile {
  /// All files below a folder of the project, by their path in it.
  ///
  /// - Parameter folder: `Templates` or `Assets`.
  static func all(in folder: String) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for index in 0..<runreport_embedded_file_count() {
      let file = runreport_embedded_file_at(index)
      let path = String(cString: file.path)
      guard path.hasPrefix(folder + "/") else { continue }
      files[String(path.dropFirst(folder.utf8.count + 1))] = Array(
        UnsafeBufferPointer(start: file.bytes, count: file.size))
    }
    return files
  }
}

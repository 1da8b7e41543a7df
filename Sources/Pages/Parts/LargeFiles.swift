import Markup

/// Says how many files were too large to be copied.
enum LargeFiles {
  /// `3 files, 1.2 GB together, are larger than 10 MB`.
  static func write(_ count: Int, _ bytes: Int64, limit: Int64, to writer: inout MarkupWriter) {
    writer.count(count, "file", "files")
    writer.safe(count == 1 ? ", \(NumberText.bytes(bytes)), is " : ", \(NumberText.bytes(bytes)) together, are ")
    if limit > 0 {
      writer.safe("larger than \(NumberText.bytes(limit)) and not copied")
    } else {
      writer.raw("not copied: no files are")
    }
  }
}

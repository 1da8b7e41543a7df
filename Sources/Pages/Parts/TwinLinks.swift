import Markup

/// Links to the machine-readable files beside a page: `runs.csv · runs.json · metrics.json`.
enum TwinLinks {
  static func markup(from page: String, _ files: [String]) -> MarkupWriter {
    var writer = MarkupWriter()
    for (index, file) in files.enumerated() {
      if index > 0 { writer.raw(" · ") }
      let name = file.utf8.lastIndex(of: UInt8(ascii: "/")).map { file[file.utf8.index(after: $0)...] } ?? file[...]
      writer.link(PagePath.relative(from: page, to: file), String(name))
    }
    return writer
  }
}

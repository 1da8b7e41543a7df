import Markup

/// Links to the machine-readable files beside a page: `runs.csv · runs.json · metrics.json`.
enum TwinLinks {
  static func markup(from page: String, _ files: [String]) -> MarkupWriter {
    var writer = MarkupWriter()
    for (index, file) in files.enumerated() {
      if index > 0 { writer.raw(" · ") }
      writer.link(PagePath.relative(from: page, to: file), String(file.split(separator: "/").last ?? ""))
    }
    return writer
  }
}

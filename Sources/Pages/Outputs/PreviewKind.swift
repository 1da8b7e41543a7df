import RunModel

/// What an output is shown as on its page, where lines with numbers would say less.
enum PreviewKind: Sendable, Hashable {
  /// CSV and its relatives: the first rows.
  case table
  /// JSON, indented.
  case json
  case markdown
  /// A Jupyter notebook: what is written, run and printed in it.
  case notebook

  /// Nil for what is shown line by line or not at all.
  init?(_ file: RunFile) {
    guard file.role == .output || file.role == .other, file.size > 0 else { return nil }
    switch FilePlan.ending(of: file.name) {
    case "csv", "tsv": self = .table
    case "json", "geojson": self = .json
    case "md", "markdown": self = .markdown
    case "ipynb": self = .notebook
    default: return nil
    }
    guard file.size <= sizeLimit else { return nil }
  }

  /// Larger files are data rather than something to read.
  private var sizeLimit: Int64 { self == .notebook ? 10_000_000 : 1_000_000 }
}

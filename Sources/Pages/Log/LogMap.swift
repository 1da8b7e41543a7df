import Markup

/// Which lines of a log are on which page.
struct LogMap: Sendable {
  private(set) var pages: [LogSheet.Page] = []

  mutating func append(_ page: LogSheet.Page) { pages.append(page) }

  /// The page, from 1, of a line, or of the line it was folded into.
  func page(of line: Int) -> Int {
    var low = 0
    var high = pages.count
    while low < high {
      let middle = (low + high) / 2
      if pages[middle].firstLine <= line { low = middle + 1 } else { high = middle }
    }
    return max(1, low)
  }

  /// What the script reads: how many lines each page is ahead of the one before, and the first error of each page that
  /// has any.
  var script: [UInt8] {
    var writer = MarkupWriter()
    writer.raw("logMap={ahead:[")
    var before = 0
    for page in pages {
      if before > 0 { writer.raw(",") }
      writer.integer(page.firstLine - before)
      before = page.firstLine
    }
    writer.raw("],errors:[")
    for (place, line) in pages.compactMap(\.firstError).enumerated() {
      if place > 0 { writer.raw(",") }
      writer.integer(line)
    }
    writer.raw("]}\n")
    return writer.bytes
  }
}

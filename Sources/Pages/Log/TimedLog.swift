import Digests
import Markup
import RunModel

/// A log of a run whose lines are known by time.
struct TimedLog {
  let pages: LogPages
  let zone: LogZone
  let moments: LogMoments
  let map: LogMap

  /// The address of the line that was written last at a moment that was asked for; nil before the first one.
  func address(at moment: Int64, from page: String) -> (line: Int, link: String)? {
    guard let entry = moments[moment] else { return nil }
    let path = pages.filePlan.page(map.page(of: entry.line)) ?? ""
    return (entry.line, PagePath.relative(from: page, to: path) + "#L\(entry.line)")
  }

  /// What the script reads: the lines that points lead to, each as its page, line and time, all but the first as the
  /// difference from the one before; the form is written down in `docs/comparison.md`.
  var script: [UInt8] {
    var writer = MarkupWriter()
    let run = pages.run.plan.folder
    writer.raw("(self.logTimes??={})[")
    writer.write(atMost: run.utf8.count * 6 + 8) { $0.json(run) }
    writer.raw("]={\"stem\":")
    let stem = pages.filePlan.pageStem ?? ""
    writer.write(atMost: stem.utf8.count * 6 + 8) { $0.json(stem) }
    writer.raw(",\"file\":")
    writer.write(atMost: pages.file.path.utf8.count * 6 + 8) { $0.json(pages.file.path) }
    if zone.isAssumed {
      writer.raw(",\"zone\":\"")
      writer.safe(zone.name)
      writer.raw("\"")
    }
    writer.raw(",\"lines\":[")
    var before = (page: 0, line: 0, moment: Int64(0))
    for (place, entry) in moments.lines.enumerated() {
      let page = map.page(of: entry.line)
      if place > 0 { writer.raw(",") }
      writer.integer(page - before.page)
      writer.raw(",")
      writer.integer(entry.line - before.line)
      writer.raw(",")
      writer.integer(Int(entry.moment - before.moment))
      before = (page, entry.line, entry.moment)
    }
    writer.raw("]}\n")
    return writer.bytes
  }
}

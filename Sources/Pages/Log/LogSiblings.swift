import Analysis
import Digests
import Markup
import RunModel

/// The text files of a run, as the list beside each of them: the log a person most likely wants first.
struct LogSiblings {
  private let run: RunContext
  /// The files that have a page, in the order of the list.
  private let order: [Int]

  /// How many files are listed at once.
  private static let listLimit = 40

  init(_ run: RunContext) {
    self.run = run
    let main = MainLog.choose(run.digest.files)
    let shown = run.files.indices.filter { run.files[$0].page != nil }
    order = LogSiblings.groups.flatMap { group in
      let files = shown.filter { run.digest.files[$0].role == group.role }
      return LogSiblings.byFolder(files.filter { $0 == main } + files.filter { $0 != main }) {
        run.digest.files[$0].folder
      }
    }
  }

  /// The files of one folder together, folders in the order in which they first come.
  private static func byFolder(_ files: [Int], _ folder: (Int) -> String) -> [Int] {
    var filesByFolder: [String: [Int]] = [:]
    var folders: [String] = []
    for file in files {
      let name = folder(file)
      if filesByFolder[name] == nil { folders.append(name) }
      filesByFolder[name, default: []].append(file)
    }
    return folders.flatMap { filesByFolder[$0] ?? [] }
  }

  private static let groups: [(role: RunFile.Role, heading: StaticString)] = [
    (.log, "Logs"), (.systemLog, "System logs"), (.output, "Outputs"), (.other, "Other files"),
  ]

  /// Nothing for a run with one file to show.
  func markup(current: Int, on page: String) -> MarkupWriter {
    var writer = MarkupWriter()
    guard order.count > 1 else { return writer }
    let listed = Set(window(around: current))
    // Without room for a column the list is hidden until its box is ticked.
    writer.raw("<label class=log-fold><input type=checkbox> show the run’s files</label>\n<div class=log-list>\n")
    for (role, heading) in LogSiblings.groups {
      let files = order.filter { listed.contains($0) && run.digest.files[$0].role == role }
      guard !files.isEmpty else { continue }
      writer.raw("<p>")
      writer.raw(heading)
      writer.raw("</p>\n<ul>\n")
      var folder = ""
      for file in files {
        if run.digest.files[file].folder != folder {
          folder = run.digest.files[file].folder
          if !folder.isEmpty { writeFolder(folder, to: &writer) }
        }
        write(file, isCurrent: file == current, on: page, to: &writer)
      }
      writer.raw("</ul>\n")
    }
    writer.raw("<p>")
    if listed.count < order.count {
      writer.safe("\(listed.count) of \(NumberText.grouped(order.count)) · ")
    }
    writer.link(PagePath.relative(from: page, to: run.plan.page) + "#files", "All files of the run")
    writer.raw("</p>\n</div>\n")
    return writer
  }

  /// All files, or the first one and those around the current one.
  private func window(around current: Int) -> [Int] {
    guard order.count > LogSiblings.listLimit else { return order }
    let place = order.firstIndex(of: current) ?? 0
    let start = min(max(place - LogSiblings.listLimit / 2, 1), order.count - LogSiblings.listLimit + 1)
    return order.prefix(1) + Array(order[start..<(start + LogSiblings.listLimit - 1)])
  }

  /// Names of Azure's logs hold 64 digits of a node; the ends of a name tell files apart, the middle does not.
  static func shortName(_ name: String) -> String {
    name.count > 28 ? name.prefix(14) + "…" + name.suffix(12) : name
  }

  private func writeFolder(_ folder: String, to writer: inout MarkupWriter) {
    writer.raw("<li class=folder>")
    for part in folder.split(separator: "/") { writer.text(LogSiblings.shortName(String(part)) + "/") }
    writer.raw("</li>\n")
  }

  private func write(_ index: Int, isCurrent: Bool, on page: String, to writer: inout MarkupWriter) {
    let file = run.digest.files[index]
    writer.raw(isCurrent ? "<li><a aria-current=page title=\"" : "<li><a title=\"")
    writer.text(file.path)
    writer.raw("\" href=\"")
    writer.text(PagePath.relative(from: page, to: run.files[index].page ?? page))
    writer.raw("\">")
    writer.text(LogSiblings.shortName(file.name))
    writer.raw("</a> <span class=quiet>")
    writer.safe(NumberText.bytes(file.size))
    writer.raw("</span></li>\n")
  }
}

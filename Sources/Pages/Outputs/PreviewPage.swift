import Digests
import Markup
import RunModel

/// The page of an output that is shown as what it is: a table, a document, a notebook.
struct PreviewPage {
  let run: RunContext
  /// Which of the run's files.
  let index: Int
  let siblings: LogSiblings
  /// How messages name the file.
  let shownAs: String

  private var file: RunFile { run.digest.files[index] }
  private var path: String { run.files[index].page ?? "" }

  /// Writes the page.
  ///
  /// - Returns: false if the file is not what its name says; it is then to be shown line by line.
  func write(_ kind: PreviewKind, to output: any SiteJob.Output) throws -> Bool {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(file.size))
    let isRead = try output.read(file, 0..<Int64.max, shownAs: shownAs) { piece in
      piece.withUnsafeBufferPointer { bytes += $0 }
      // A file that has grown since is shown up to here.
      return bytes.count <= PreviewPage.most
    }
    guard isRead, String(validating: bytes, as: UTF8.self) != nil else { return false }
    // What would turn the direction of text is shown by its code.
    bytes = DirectionControl.shown(bytes)
    guard let shown = try markup(kind, of: bytes, to: output) else { return false }
    try output.put(render(kind, facts: shown.facts, shown.markup), at: path)
    if kind == .markdown {
      try LogPages(run: run, index: index, siblings: siblings, shownAs: shownAs, isSource: true).write(to: output)
    }
    return true
  }

  private static let most = 16_000_000

  private func markup(
    _ kind: PreviewKind, of bytes: [UInt8], to output: any SiteJob.Output
  ) throws -> (facts: [String], markup: MarkupWriter)? {
    switch kind {
    case .table:
      guard let table = TablePreview(bytes, isTabbed: FilePlan.ending(of: file.name) == "tsv") else { return nil }
      return (table.facts, table.markup(caption: file.name))
    case .json:
      guard let preview = JSONPreview(bytes) else { return nil }
      return (preview.facts, preview.markup)
    case .markdown:
      return document(bytes)
    case .notebook:
      guard let notebook = Notebook(bytes) else { return nil }
      let preview = NotebookPreview(
        notebook: notebook, run: run, path: path, imageStem: run.files[index].pageStem ?? "")
      return (preview.facts, try preview.write(to: output))
    }
  }

  /// About how many bytes the markup of a document has at most.
  private static let documentLimit = 110_000

  /// As much of a document as makes a page that is not too large.
  private func document(_ bytes: [UInt8]) -> (facts: [String], markup: MarkupWriter) {
    var limit = PreviewPage.documentLimit
    while true {
      let text = PreviewPage.beginning(of: bytes, limit: limit)
      let note = NoteText.markup(String(decoding: text, as: UTF8.self), of: run, from: path, headingOffset: 1)
      limit /= 2
      guard note.bytes.count <= PreviewPage.documentLimit || limit < 1000 else { continue }
      var writer = MarkupWriter()
      writer.raw("<div class=note>\n")
      writer.append(note)
      writer.raw("</div>\n")
      let size = text.count < bytes.count ? "first \(NumberText.bytes(Int64(text.count))) shown" : nil
      return (size.map { [$0] } ?? [], writer)
    }
  }

  /// The lines that are whole within so many bytes.
  private static func beginning(of bytes: [UInt8], limit: Int) -> ArraySlice<UInt8> {
    guard bytes.count > limit else { return bytes[...] }
    var end = bytes[..<limit].lastIndex(of: 0x0A).map { $0 + 1 } ?? limit
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return bytes[..<end]
  }

  private func render(_ kind: PreviewKind, facts: [String], _ preview: MarkupWriter) -> [UInt8] {
    var frame = PageFrame(site: run.site, path: path, section: .experiments, title: file.path)
    frame.scriptFile = SitePlan.logScript
    frame.above = [
      ("Experiments", SitePlan.experiments),
      (run.experiment.experiment.name, run.experimentPlan.page),
      (run.digest.header.displayName, run.plan.page),
    ]
    frame.isLive = run.site.isLive(run.entry)
    var writer = MarkupWriter()
    if let description = KnownFile.description(of: file.path) {
      writer.raw("<span class=about>")
      writer.safe(description)
      writer.raw("</span> ")
    }
    for fact in [NumberText.bytes(file.size)] + facts {
      writer.raw("<span>")
      writer.safe(fact)
      writer.raw("</span> ")
    }
    if kind == .markdown, let source = run.files[index].source.page {
      writer.raw("<span>")
      writer.link(PagePath.relative(from: path, to: source), "source, line by line")
      writer.raw("</span> ")
    }
    writer.raw("<span id=raw>")
    if let copy = run.files[index].copy {
      writer.link(PagePath.relative(from: path, to: copy), "raw file")
    } else {
      writer.raw("raw file not copied")
    }
    writer.raw("</span>")
    var slots: PageSlots = [
      "facts": writer, "siblings": siblings.markup(current: index, on: path), "preview": preview,
    ]
    if kind == .json { slots["wrap"] = .text("wrap long lines") }
    return frame.render("preview", slots)
  }
}

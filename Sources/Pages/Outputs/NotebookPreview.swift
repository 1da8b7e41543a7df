import Foundation
import Markup

/// A notebook as a document: its notes, its code, what it printed and its pictures; nothing of it is run.
struct NotebookPreview {
  private static let cellLimit = 300
  private static let textLimit = 20_000
  /// About how many bytes of markup a page has at most; no cell and no output is begun that has no room for some text.
  private static let markupLimit = 115_000
  private static let cellRoom = 15_000
  private static let outputRoom = 4000
  private static let imageLimit = 60
  private static let imageSizeLimit = 3_000_000

  let notebook: Notebook
  let run: RunContext
  let path: String
  /// What the names of its pictures begin with.
  let imageStem: String

  var facts: [String] {
    let count = notebook.cells.count
    return ["\(NumberText.grouped(count)) \(count == 1 ? "cell" : "cells")"] + (notebook.language.map { [$0] } ?? [])
  }

  func write(to output: any SiteJob.Output) throws -> MarkupWriter {
    var writer = MarkupWriter()
    var images = 0
    var shown = 0
    for (number, cell) in notebook.cells.prefix(Self.cellLimit).enumerated() {
      guard Self.markupLimit - writer.bytes.count > Self.cellRoom else { break }
      shown += 1
      if cell.kind == "markdown" {
        note(cell.source, "cell-\(number + 1)", to: &writer)
        continue
      }
      if !cell.source.isEmpty { code(cell, to: &writer) }
      for (place, result) in cell.outputs.enumerated() {
        guard Self.markupLimit - writer.bytes.count > Self.outputRoom else {
          writer.raw("<p class=quiet>")
          writer.safe("\(place) of \(NumberText.grouped(cell.outputs.count)) outputs of this cell shown</p>\n")
          break
        }
        try show(result, &images, to: &writer, output)
      }
    }
    if notebook.cells.count > shown {
      writer.raw("<p class=quiet>")
      writer.safe("\(shown) of \(NumberText.grouped(notebook.cells.count)) cells shown</p>\n")
    }
    return writer
  }

  private func note(_ source: String, _ prefix: String, to writer: inout MarkupWriter) {
    writer.raw("<div class=\"note cell\">\n")
    let kept = String(decoding: source.utf8.prefix(room(in: writer)), as: UTF8.self)
    writer.append(NoteText.markup(kept, of: run, from: path, headingOffset: 1, idPrefix: prefix))
    if kept.utf8.count < source.utf8.count { writer.raw("<p class=quiet>…</p>\n") }
    writer.raw("</div>\n")
  }

  /// How many bytes of a text are shown: no more than the page has room for, if each is escaped.
  private func room(in writer: MarkupWriter) -> Int {
    max(500, min(Self.textLimit, (Self.markupLimit - writer.bytes.count) / 6))
  }

  private func code(_ cell: Notebook.Cell, to writer: inout MarkupWriter) {
    writer.raw("<pre class=\"preview-text code\" tabindex=0>")
    if let count = cell.executionCount {
      writer.raw("<span class=quiet>[")
      writer.integer(count)
      writer.raw("]</span> ")
    }
    text(cell.source, to: &writer)
    writer.raw("</pre>\n")
  }

  private func show(
    _ result: Notebook.Output, _ images: inout Int, to writer: inout MarkupWriter, _ output: any SiteJob.Output
  ) throws {
    if let image = result.image, images < Self.imageLimit, let bytes = NotebookPreview.picture(image.data, image.isPNG)
    {
      images += 1
      let file = "\(imageStem)-\(images).\(image.isPNG ? "png" : "jpg")"
      try output.put(bytes, at: file)
      writer.raw("<img loading=lazy alt=\"")
      writer.text(result.text.map { String($0.prefix(100)) } ?? "picture \(images) of the notebook")
      writer.raw("\" src=\"")
      writer.text(PagePath.relative(from: path, to: file))
      writer.raw("\">\n")
      return
    }
    guard let shown = result.text ?? result.html else { return }
    writer.raw(
      result.isError ? "<pre class=\"preview-text error-text\" tabindex=0>" : "<pre class=preview-text tabindex=0>")
    text(shown, to: &writer)
    writer.raw("</pre>\n")
  }

  /// Text as a terminal leaves it, the beginning of a long one.
  private func text(_ text: String, to writer: inout MarkupWriter) {
    var stream = TerminalStream(.utf8, keeping: 2000)
    let all = Array(text.utf8)
    let kept = Array(all.prefix(room(in: writer)))
    var isFirst = true
    func add(_ line: TerminalLine) {
      if !isFirst { writer.raw("\n") }
      isFirst = false
      // Without its colours, which are those of logs.
      line.text.withUnsafeBufferPointer { writer.text(utf8: $0) }
    }
    stream.read(kept.span) { add($0) }
    stream.finish { add($0) }
    if all.count > kept.count {
      writer.safe("\n… \(NumberText.bytes(Int64(kept.count))) of \(NumberText.bytes(Int64(all.count)))")
    }
  }

  /// The bytes of a picture, if they begin as one.
  private static func picture(_ base64: String, _ isPNG: Bool) -> [UInt8]? {
    guard base64.utf8.count < imageSizeLimit * 4 / 3,
      let data = Data(base64Encoded: base64, options: .ignoreUnknownCharacters)
    else { return nil }
    return data.starts(with: isPNG ? [0x89, 0x50, 0x4E, 0x47] : [0xFF, 0xD8, 0xFF]) ? Array(data) : nil
  }
}

public import Markup

/// Notes, which are Markdown, as HTML of this program's own making.
///
/// cmark parses (CommonMark 0.30); its tree is walked and written through `MarkupWriter`, so everything a note
/// says is escaped by the writer that escapes everything else. Of GitHub's extensions there are tables, task
/// lists and `~~strikethrough~~`. Raw HTML is shown as text, its comments are dropped.
///
/// Notes are hostile: nothing is loaded from elsewhere, only `http:`, `https:` and `mailto:` lead out of the site,
/// no `style` is written, and the time a note takes grows with its size, whatever it nests.
public enum NoteRenderer {
  /// HTML of a note.
  ///
  /// - Parameters:
  ///   - markdown: the note. What is beyond its first 1,000,000 bytes is not shown, and the HTML says so.
  ///   - headingOffset: what is added to the level of each heading. Levels are those of the note's outline: its
  ///     outermost heading is 1, and a heading is one deeper than the one it stands under, so none is skipped
  ///     and none is above `1 + headingOffset` or below 6.
  ///   - idPrefix: what the ids of headings begin with, `note-results` for `# Results`; a page with several
  ///     notes gives each its own.
  ///   - hasLinks: false for a page that has none: targets are hints then, and no image is shown.
  ///   - resolve: the path to a file a note names, from the page the note stands on and encoded as an address;
  ///     nil if there is nothing there. It is asked for relative targets only, percent-encoded as the note has
  ///     them: first for the target as it is written, and if that is nothing, for the part before its `#` or `?`.
  ///     Its answer is the whole address; if a fragment is to follow, it holds it.
  public static func html(
    markdown: String, headingOffset: Int, idPrefix: String = "note", hasLinks: Bool = true,
    resolve: (String, NoteLink) -> String?
  ) -> MarkupWriter {
    let source = NoteSource(markdown, limit: NoteSource.limit)
    guard !NoteHazards.areIn(source.bytes), let document = NoteDocument(source) else {
      return asWritten(source)
    }
    return withoutActuallyEscaping(resolve) { resolve in
      let outline = HeadingOutline(of: document, idPrefix: idPrefix)
      var writer = NoteWriter(document, outline: outline, headingOffset: headingOffset, resolve: resolve)
      writer.hasLinks = hasLinks
      writer.writeBody()
      writer.markup.noteCut(of: source)
      return writer.markup
    }
  }

  /// The first line of text, without markup, for a table cell.
  ///
  /// It is the text of the first heading or paragraph that has any, on one line, cut after 200 characters
  /// (Unicode scalars). Of a table that comes first it is the header row. A note that has neither gives the
  /// first line of its code. Only the first 4,096 bytes are read.
  public static func firstLine(_ markdown: String) -> String {
    FirstLine.of(NoteSource(markdown, limit: 4096))
  }

  /// A note that would take cmark too long, as the text it is.
  private static func asWritten(_ source: NoteSource) -> MarkupWriter {
    var markup = MarkupWriter(reserving: source.bytes.count + 200)
    markup.raw("<p class=quiet>Shown as written: its markup is nested too deeply to be formatted.</p>\n")
    markup.raw("<pre tabindex=0><code>")
    source.bytes.withUnsafeBufferPointer { source.write($0, as: .code, to: &markup) }
    markup.raw("</code></pre>\n")
    markup.noteCut(of: source)
    return markup
  }
}

extension MarkupWriter {
  /// Says how much of a note was not shown.
  fileprivate mutating func noteCut(of source: NoteSource) {
    guard source.isCut else { return }
    raw("<p class=quiet>… first 1 MB of ")
    // One decimal would call a note of 1,010,000 bytes 1.0 MB.
    safe(NumberText.fixed(Double(source.fullSize) / 1e6, decimals: source.fullSize < 1_100_000 ? 6 : 1))
    raw(" MB shown</p>\n")
  }
}

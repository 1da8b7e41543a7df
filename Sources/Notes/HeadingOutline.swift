internal import Markup

/// The headings of a note: how deep each stands, and what it is linked by.
struct HeadingOutline {
  struct Entry {
    /// From 1; a heading is one deeper than the one it stands under, whatever level it was written with.
    let depth: Int
    let id: String
  }

  /// The headings in the order of the note; those without text have none and are nil.
  let entries: [Entry?]
  private let idsByFragment: [String: String]

  init(of document: NoteDocument, idPrefix: String) {
    var entries: [Entry?] = []
    var ids: [String: String] = [:]
    var copies: [String: Int] = [:]
    var levelsAbove: [Int] = []
    var block = document.firstBlock
    while let node = block {
      block = node.nextBlock
      guard node.kind == .heading, document.table(at: node) == nil else { continue }
      guard let slug = HeadingOutline.slug(of: node, in: document.source) else {
        entries.append(nil)
        continue
      }
      while let above = levelsAbove.last, above >= node.headingLevel { levelsAbove.removeLast() }
      levelsAbove.append(node.headingLevel)

      var unique = slug
      while ids[unique] != nil {
        copies[slug, default: 0] += 1
        unique = "\(slug)-\(copies[slug, default: 0])"
      }
      let id = "\(idPrefix)-\(unique)"
      ids[unique] = id
      entries.append(Entry(depth: levelsAbove.count, id: id))
    }
    for entry in entries {
      if let entry, ids[entry.id] == nil { ids[entry.id] = entry.id }
    }
    self.entries = entries
    idsByFragment = ids
  }

  /// The id that `#fragment` means: of the heading that GitHub would give that name, or of our own making.
  func id(for fragment: String) -> String? {
    let decoded = PercentDecoding.decode(fragment)
    return idsByFragment[decoded] ?? idsByFragment[decoded.lowercased()]
  }

  /// A heading's text as a name, in the manner of GitHub: letters, digits, `_` and `-`, spaces as `-`.
  ///
  /// It is `section` for a text of other characters only, and nil for no text and no picture.
  private static func slug(of heading: MarkdownNode, in source: NoteSource) -> String? {
    let text = PlainText.of(heading, in: source)
    var slug = String.UnicodeScalarView()
    var isBlank = true
    for scalar in text.unicodeScalars {
      let properties = scalar.properties
      if properties.isWhitespace {
        if !isBlank { slug.append("-") }
        continue
      }
      isBlank = false
      if scalar == "-" || scalar == "_" || properties.isAlphabetic || properties.numericType != nil {
        slug.append(contentsOf: properties.lowercaseMapping.unicodeScalars)
      }
      if slug.count >= 80 { break }
    }
    while slug.last == "-" { slug.removeLast() }
    if isBlank, !holdsImage(heading) { return nil }
    return slug.isEmpty ? "section" : String(slug)
  }

  private static func holdsImage(_ heading: MarkdownNode) -> Bool {
    var walk = TreeWalk(heading)
    while let step = walk.next() {
      if case .enter(let node) = step, node.kind == .image { return true }
    }
    return false
  }
}

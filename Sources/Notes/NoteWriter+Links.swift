internal import Markup

extension NoteWriter {
  /// Writes the start of a link, or of a text that says where a link would have led.
  mutating func openLink(_ node: MarkdownNode) {
    if document.source.hasDoubleTildes { strikes.find(in: node) }
    if isInAnchor { return openLinks.append(.none) }
    let written = string(node.target)
    guard hasLinks else { return openUnlinked(node, target: written) }
    let target = LinkTarget(written)
    switch target {
    case .web(let address), .mail(let address): writeAnchor(to: address, isWeb: target.isWeb)
    case .fragment(let fragment):
      guard let id = outline.id(for: fragment) else { return openUnlinked(node, target: written) }
      markup.raw("<a href=\"#")
      markup.text(id)
      markup.raw("\"")
    case .relative(let path):
      guard let address = resolved(path, .link) else { return openUnlinked(node, target: written) }
      writeAnchor(to: address, isWeb: false)
    case .refused: return openUnlinked(node, target: written)
    }
    writeTitle(string(node.title))
    markup.raw(">")
    openLinks.append(.anchor)
  }

  mutating func closeLink() {
    switch openLinks.popLast() {
    case .anchor: markup.raw("</a>")
    case .span: markup.raw("</span>")
    default: break
    }
  }

  /// Writes an image of the site, a link to one elsewhere, or what there is to say of one that is not there.
  mutating func writeImage(_ node: MarkdownNode) {
    let written = string(node.target)
    let title = string(node.title)
    let text = PlainText.of(node, in: document.source)
    guard hasLinks else { return writeMissingImage(text, target: written, title: title) }
    switch LinkTarget(written) {
    case .relative(let path):
      guard let address = resolved(path, .image) else { return writeMissingImage(text, target: written, title: title) }
      markup.raw("<img loading=lazy alt=\"")
      markup.text(text)
      markup.raw("\" src=\"")
      markup.text(address)
      markup.raw("\"")
      writeTitle(title)
      markup.raw(">")
    case .web(let address):
      // A link cannot stand in a link: there the image's own address is a hint.
      if isInAnchor { return writeHint(text.isEmpty ? written : text, of: written, title: title) }
      writeAnchor(to: address, isWeb: true)
      writeTitle(title)
      markup.raw(">")
      markup.text(text.isEmpty ? written : text)
      markup.raw("</a>")
    default: writeMissingImage(text, target: written, title: title)
    }
  }

  private mutating func writeAnchor(to address: String, isWeb: Bool) {
    markup.raw("<a href=\"")
    markup.text(address)
    markup.raw("\"")
    if isWeb { markup.raw(" rel=\"noopener noreferrer\"") }
  }

  private mutating func writeTitle(_ title: String) {
    guard !title.isEmpty else { return }
    markup.raw(" title=\"")
    markup.text(title)
    markup.raw("\"")
  }

  /// The text of a link that leads nowhere stays, with the target as a hint unless the text says it already.
  private mutating func openUnlinked(_ node: MarkdownNode, target: String) {
    let hint = NoteWriter.hint(target, string(node.title))
    guard !hint.isEmpty, hint != PlainText.of(node, in: document.source) else {
      openLinks.append(.none)
      return
    }
    openLinks.append(.span)
    markup.raw("<span class=unlinked")
    writeTitle(hint)
    markup.raw(">")
  }

  private mutating func writeHint(_ text: String, of target: String, title: String) {
    markup.raw("<span class=unlinked")
    writeTitle(NoteWriter.hint(target, title))
    markup.raw(">")
    markup.text(text)
    markup.raw("</span>")
  }

  private mutating func writeMissingImage(_ text: String, target: String, title: String) {
    markup.text(text)
    markup.raw(text.isEmpty ? "<span class=quiet>(no image" : " <span class=quiet>(no image")
    let hint = NoteWriter.hint(target, title)
    if !hint.isEmpty {
      markup.raw(": ")
      markup.text(hint)
    }
    markup.raw(")</span>")
  }

  private static func hint(_ target: String, _ title: String) -> String {
    if title.isEmpty { return target }
    return target.isEmpty ? title : "\(target) — \(title)"
  }

  /// Asks for a target as it is written, then without what follows its path.
  private func resolved(_ target: String, _ link: NoteLink) -> String? {
    if let path = resolve(target, link) { return path }
    guard let end = target.firstIndex(where: { $0 == "#" || $0 == "?" }), end > target.startIndex else { return nil }
    return resolve(String(target[..<end]), link)
  }

  private func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard document.source.hasEscapedTildes else { return String(decoding: bytes, as: UTF8.self) }
    return String(decoding: EscapedTildes.show(bytes, as: .prose), as: UTF8.self)
  }
}

extension LinkTarget {
  fileprivate var isWeb: Bool {
    if case .web = self { true } else { false }
  }
}

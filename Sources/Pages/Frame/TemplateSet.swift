import Fingerprints
internal import Markup
internal import Mustache
import Synchronization

/// The frames of pages: Mustache templates with named slots that pages fill with ready markup.
///
/// A template is rendered once per set of filled slots, with marks where the slots are; after that a page
/// is its pieces copied one after the other. Slots hold markup that is safe already, so `{{slot}}` and
/// `{{{slot}}}` mean the same and no template can forget to escape.
public final class TemplateSet: Sendable {
  private struct Shape {
    var template: String
    var slots: [String]
  }

  /// A template around slots; a class, so that a page counts one reference to it.
  private final class Frame: Sendable {
    enum Piece {
      /// Where in `text` it stands.
      case literal(Range<Int>)
      /// Which of the shape's slots.
      case slot(Int)
    }

    let text: [UInt8]
    let pieces: [Piece]

    init(text: [UInt8], pieces: [Piece]) {
      self.text = text
      self.pieces = pieces
    }
  }

  private let library: MustacheLibrary
  /// Of the text of all templates.
  let fingerprint: Fingerprint
  private let compiled = Mutex<[(shape: Shape, frame: Frame)]>([])

  /// The embedded templates, with those of the same name replaced.
  ///
  /// - Parameter overrides: the text of templates by file name (`page.mustache`), and where each came from.
  public init(overrides: [String: (text: String, file: String)] = [:]) throws(TemplateFailure) {
    var library = MustacheLibrary()
    var hasher = FingerprintHasher()
    for (name, bytes) in EmbeddedFile.all(in: "Templates").sorted(by: { $0.key < $1.key }) {
      let (text, file) = overrides[name] ?? (String(decoding: bytes, as: UTF8.self), "Templates/" + name)
      library.register(try TemplateSet.parse(text, file: file), named: String(name.prefix { $0 != "." }))
      hasher.combine(text)
    }
    for (name, (text, file)) in overrides.sorted(by: { $0.key < $1.key }) {
      let stem = String(name.prefix { $0 != "." })
      if library.getTemplate(named: stem) == nil {
        library.register(try TemplateSet.parse(text, file: file), named: stem)
        hasher.combine(text)
      }
    }
    self.library = library
    fingerprint = hasher.finish()
  }

  private static func parse(_ text: String, file: String) throws(TemplateFailure) -> MustacheTemplate {
    do {
      return try MustacheTemplate(string: text)
    } catch let error as MustacheTemplate.ParserError {
      throw TemplateFailure(
        file: file, line: error.context.lineNumber, reason: "not a Mustache template: \(error.error)")
    } catch {
      throw TemplateFailure(file: file, line: 1, reason: "not a Mustache template: \(error)")
    }
  }

  /// A page: the template with its slots filled.
  ///
  /// Slots left out count as absent: `{{#slot}}…{{/slot}}` vanishes.
  func render(_ template: String, _ slots: PageSlots) -> [UInt8] {
    let frame = frame(template, slots)
    var page: [UInt8] = []
    page.reserveCapacity(
      frame.pieces.reduce(0) { size, piece in
        switch piece {
        case .literal(let range): size + range.count
        case .slot(let place): size + slots.filled[place].markup.bytes.count
        }
      })
    for piece in frame.pieces {
      switch piece {
      case .literal(let range): page += frame.text[range]
      case .slot(let place): page += slots.filled[place].markup.bytes
      }
    }
    return page
  }

  private func frame(_ template: String, _ slots: PageSlots) -> Frame {
    let known = compiled.withLock { known in
      known.firstIndex { $0.shape.template == template && $0.shape.slots.elementsEqual(slots.filled) { $0 == $1.name } }
        .map { known[$0].frame }
    }
    if let known { return known }
    let shape = Shape(template: template, slots: slots.filled.map(\.name))
    var marks: [String: String] = [:]
    for (index, name) in shape.slots.enumerated() { marks[name] = TemplateSet.mark(index) }
    let text = library.render(marks, withTemplate: shape.template) ?? ""
    let frame = TemplateSet.cut(Array(text.utf8), slotCount: shape.slots.count)
    compiled.withLock { $0.append((shape, frame)) }
    return frame
  }

  /// Two control characters no template and no safe markup holds, around the slot's number.
  private static func mark(_ index: Int) -> String { "\u{1}\(index)\u{2}" }

  private static func cut(_ text: [UInt8], slotCount: Int) -> Frame {
    var pieces: [Frame.Piece] = []
    var index = 0
    var literal = 0
    while index < text.count {
      guard text[index] == 1, let end = text[index...].firstIndex(of: 2),
        let number = Int(String(decoding: text[(index + 1)..<end], as: UTF8.self)), (0..<slotCount).contains(number)
      else {
        index += 1
        continue
      }
      if literal < index { pieces.append(.literal(literal..<index)) }
      pieces.append(.slot(number))
      index = end + 1
      literal = index
    }
    if literal < text.count { pieces.append(.literal(literal..<text.count)) }
    return Frame(text: text, pieces: pieces)
  }
}

/// Reads a tensor of strings as Markdown, as TensorBoard's text plugin shows it: one string as it is, a row or a table
/// of strings as a table.
struct TextTensor {
  private var strings: [String] = []
  private var shape: [UInt64] = []

  init(_ tensor: WireReader) {
    var tensor = tensor
    while case let key = tensor.nextKey(), key != 0 {
      switch key {
      case 0x12: shape = TensorShape.sizes(tensor.message())
      case 0x42: strings.append(tensor.string())
      default: tensor.skip(key)
      }
    }
  }

  /// Nil if there is no string.
  var markdown: String? {
    guard strings.count > 1 else { return strings.first }
    guard shape.count == 2, let columns = Int(exactly: shape[1]), columns > 0, strings.count % columns == 0 else {
      return strings.joined(separator: "\n\n")
    }
    // Markdown's tables have a head, those of the plugin do not.
    var lines = ["|" + String(repeating: " |", count: columns), "|" + String(repeating: "---|", count: columns)]
    for row in stride(from: 0, to: strings.count, by: columns) {
      lines.append("| " + strings[row..<row + columns].map(TextTensor.cell).joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n")
  }

  private static func cell(_ text: String) -> String {
    var cell = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "|": cell += "\\|"
      case "\n", "\r": cell += " "
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return cell
  }
}

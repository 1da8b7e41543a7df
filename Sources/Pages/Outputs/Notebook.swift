import Foundation

/// A Jupyter notebook, as much of it as is shown (nbformat 4; of version 3 the cells of the first sheet).
struct Notebook: Decodable {
  struct Cell: Decodable {
    var kind: String
    var source: String
    var outputs: [Output]
    var executionCount: Int?

    private enum CodingKeys: String, CodingKey {
      case kind = "cell_type"
      case source, input, outputs
      case executionCount = "execution_count"
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      kind = try values.decode(String.self, forKey: .kind)
      source =
        (try? values.decode(JoinedText.self, forKey: .source))?.text
        ?? (try? values.decode(JoinedText.self, forKey: .input))?.text ?? ""
      outputs = (try? values.decode([Output].self, forKey: .outputs)) ?? []
      executionCount = try? values.decode(Int.self, forKey: .executionCount)
    }
  }

  /// What a cell printed, gave or failed with.
  struct Output: Decodable {
    var text: String?
    /// Base64, and whether it is a PNG; else it is a JPEG.
    var image: (data: String, isPNG: Bool)?
    var html: String?
    var isError: Bool

    private enum CodingKeys: String, CodingKey {
      case text, data, ename, evalue, traceback
    }

    private enum DataKeys: String, CodingKey {
      case plain = "text/plain"
      case html = "text/html"
      case png = "image/png"
      case jpeg = "image/jpeg"
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      text = (try? values.decode(JoinedText.self, forKey: .text))?.text
      let name = try? values.decode(String.self, forKey: .ename)
      isError = name != nil
      if let name {
        let lines = (try? values.decode([String].self, forKey: .traceback)) ?? []
        let value = (try? values.decode(String.self, forKey: .evalue)) ?? ""
        text = lines.isEmpty ? "\(name): \(value)" : lines.joined(separator: "\n")
      }
      guard let data = try? values.nestedContainer(keyedBy: DataKeys.self, forKey: .data) else { return }
      text = text ?? (try? data.decode(JoinedText.self, forKey: .plain))?.text
      html = (try? data.decode(JoinedText.self, forKey: .html))?.text
      if let png = (try? data.decode(JoinedText.self, forKey: .png))?.text {
        image = (png, true)
      } else if let jpeg = (try? data.decode(JoinedText.self, forKey: .jpeg))?.text {
        image = (jpeg, false)
      }
    }
  }

  /// A text, or a list of its lines with their ends.
  private struct JoinedText: Decodable {
    var text: String

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      text = try (try? value.decode(String.self)) ?? value.decode([String].self).joined()
    }
  }

  var cells: [Cell]
  var language: String?

  private enum CodingKeys: String, CodingKey {
    case cells, worksheets, metadata
  }

  private struct Sheet: Decodable { var cells: [Cell] }

  private struct Metadata: Decodable {
    struct Named: Decodable { var name: String? }
    var language_info: Named?
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    cells =
      try values.decodeIfPresent([Cell].self, forKey: .cells) ?? values.decode([Sheet].self, forKey: .worksheets)
      .first?.cells ?? []
    language = (try? values.decode(Metadata.self, forKey: .metadata))?.language_info?.name
  }

  /// Nil for what is no notebook.
  init?(_ bytes: [UInt8]) {
    guard let notebook = try? JSONDecoder().decode(Notebook.self, from: Data(bytes)) else { return nil }
    self = notebook
  }
}

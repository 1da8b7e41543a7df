internal import NIOCore
internal import RunModel

/// What a server says of an error.
enum ErrorText {
  private static let limit = 300

  /// The `message` of MLflow's JSON; nil for a body of another kind, which is a web page more often than not.
  static func reason(in body: ByteBuffer) -> String? {
    guard body.readableBytes <= 1 << 20, let value = try? JSONReader.read(Array(body.readableBytesView)) else {
      return nil
    }
    guard let message = value["message"]?.string ?? value["error_code"]?.string, !message.isEmpty else { return nil }
    return oneLine(message)
  }

  /// Cut, with spaces for line ends and whatever else steers a terminal.
  static func oneLine(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars.prefix(limit) {
      line.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return text.unicodeScalars.count > limit ? line + "…" : line
  }
}

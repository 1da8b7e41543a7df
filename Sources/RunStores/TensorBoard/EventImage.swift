import RunModel

/// The encoded images of one value, by where they stand in their event file.
///
/// Either an `Image` message with one of them, or a tensor of strings of the images plugin: width, height, then the
/// images themselves (tensorboard/plugins/image/metadata.py).
struct EventImage {
  /// Of one value as many are shown; TensorFlow writes 3 unless it is asked for more.
  private static let limit = 16
  /// What the files may be named by, told by the first bytes.
  static let endings = ["png", "jpeg", "gif"]

  /// Which of the run's files they are in.
  var file: Int
  private(set) var pieces: [Piece] = []
  private(set) var leftOutCount = 0

  struct Piece {
    var piece: RunFile.Piece
    /// One of `endings`.
    var ending: String
  }

  /// Nil if there is no image that a browser shows.
  ///
  /// - Parameter offset: where in the file a byte of the value stands.
  init?(_ value: SummaryValue, file: Int, offset: (UnsafeRawPointer) -> Int64) {
    self.file = file
    var message = value.message
    var leading = value.content == .tensor ? 2 : 0
    // encoded_image_string of an Image, string_val of a tensor
    let wanted: UInt64 = value.content == .tensor ? 0x42 : 0x22
    guard value.content == .tensor || value.content == .image else { return nil }
    while case let key = message.nextKey(), key != 0 {
      guard key == wanted else {
        message.skip(key)
        continue
      }
      let image = message.message()
      guard leading == 0 else {
        leading -= 1
        continue
      }
      guard let ending = EventImage.ending(of: image.bytes) else { continue }
      guard pieces.count < EventImage.limit else {
        leftOutCount += 1
        continue
      }
      pieces.append(
        Piece(
          piece: RunFile.Piece(offset: offset(image.position), count: Int64(image.count)), ending: ending))
    }
    if pieces.isEmpty { return nil }
  }

  private static func ending(of bytes: UnsafeRawBufferPointer) -> String? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "jpeg" }
    return bytes.starts(with: Array("GIF8".utf8)) ? "gif" : nil
  }
}

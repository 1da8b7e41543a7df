import Masking

/// Where the bytes of a log go: to standard output, as they are, or line by line with secrets masked.
final class LogOutput {
  private var masked: MaskingStream?
  /// Whether somebody reads them.
  private(set) var isRead = true

  /// - Parameter masking: what is masked; nil for nothing.
  init(masking: MaskingChoice?) {
    masked = masking.map { MaskingStream(Masker($0)) }
  }

  func write(_ piece: ArraySlice<UInt8>) throws {
    guard isRead else { return }
    isRead = try Terminal.stream(masked?.take(piece.span)[...] ?? piece)
  }

  /// Writes what was held back of a last line without an end.
  func finish() throws {
    if isRead, let rest = masked?.finish() { isRead = try Terminal.stream(rest[...]) }
  }
}

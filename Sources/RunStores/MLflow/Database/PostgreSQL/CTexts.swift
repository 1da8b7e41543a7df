internal import Glibc

/// Texts as C functions take them.
enum CTexts {
  /// Calls `body` with an array of texts that ends with a null pointer.
  static func withPointers<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result?
  ) -> Result? {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let pointers = copies.map { UnsafePointer($0) } + [nil]
    return pointers.withUnsafeBufferPointer { buffer in buffer.baseAddress.flatMap(body) }
  }
}

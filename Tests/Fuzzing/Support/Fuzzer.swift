internal import Glibc

/// libFuzzer, which comes with the compiler (llvm.org/docs/LibFuzzer.html).
public enum Fuzzer {
  nonisolated(unsafe) fileprivate static var body: (UnsafeBufferPointer<UInt8>) -> Void = { _ in }

  /// Calls `body` with ever new input, as the words of the command line say, and ends the program.
  public static func run(_ body: @escaping (UnsafeBufferPointer<UInt8>) -> Void) -> Never {
    Fuzzer.body = body
    var count = CommandLine.argc
    var words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(driver(&count, &words, testOneInput))
  }
}

/// libFuzzer's own `main`, which is linked and never called, wants it under this name.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Fuzzer.body(UnsafeBufferPointer(start: start, count: count))
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func driver(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

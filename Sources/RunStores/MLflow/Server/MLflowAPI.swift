internal import NIOCore
internal import RunModel

/// MLflow's REST API 2.0 at one server (`mlflow/protos/service.proto`, `mlflow/store/tracking/rest_store.py`).
struct MLflowAPI: Sendable {
  private let base: String
  private let shownBase: String
  private let connection: ServerConnection

  init(at address: StoreAddress, access: ServerAccess, limits: ServerLimits = ServerLimits()) {
    // What Azure ML's portal calls the tracking address is the https address of the same.
    let scheme = address.scheme == "azureml" ? "https" : address.scheme
    let server = address.withScheme(scheme)
    base = server.shown
    shownBase = address.shown
    connection = ServerConnection(to: server, access: access, limits: limits)
  }

  /// The address of a call as messages show it.
  ///
  /// - Parameter details: what tells it from other calls of the same path: `run_id=…`.
  func place(_ path: String, _ details: String? = nil) -> String {
    "\(shownBase)/api/2.0/mlflow/\(path)" + (details.map { "?\($0)" } ?? "")
  }

  /// Asks once.
  ///
  /// - Parameters:
  ///   - name: a member with a long list, whose items go to `take` one by one.
  /// - Returns: the answer, an object, without those items.
  func ask(
    _ call: MLflowCall, itemsOf name: String = "", _ take: (StructuredValue) -> Void = { _ in }
  ) throws(ServerFailure) -> StructuredValue {
    let body = try connection.answer(to: call.request(to: base))
    return try MLflowAPI.read(body, itemsOf: name, take)
  }

  private static func read(
    _ body: ByteBuffer, itemsOf name: String, _ take: (StructuredValue) -> Void
  ) throws(ServerFailure) -> StructuredValue {
    let result = body.withUnsafeReadableBytes { bytes -> Result<StructuredValue, ServerFailure> in
      let bytes = bytes.bindMemory(to: UInt8.self)
      do throws(JSONFailure) {
        return .success(try JSONReader.read(bytes, itemsOf: name, take))
      } catch {
        return .failure(ServerFailure(.content(problem(with: bytes, error))))
      }
    }
    return try result.get()
  }

  private static func problem(with bytes: UnsafeBufferPointer<UInt8>, _ failure: JSONFailure) -> String {
    let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    switch first {
    case nil: return "the answer is empty, expected JSON"
    case UInt8(ascii: "<"): return "this answers with a web page: give the address of the tracking server itself"
    default:
      let offset = min(failure.offset, bytes.count)
      let found = Excerpt.quoted(UnsafeBufferPointer(rebasing: bytes[offset...]))
      return failure.isCut
        ? "the answer is cut short" : "the answer is not JSON: expected \(failure.expected), found \(found)"
    }
  }
}

internal import RunModel

/// One question to MLflow's REST API, without the server.
struct MLflowCall: Sendable {
  /// Below `/api/2.0/mlflow/`: `runs/search`.
  var path: String
  /// Fields of the request.
  var fields: [StructuredValue.Member]
  /// Whether they are sent as JSON with POST, not in the query of a GET.
  var isPost = false

  static func get(_ path: String, _ fields: [StructuredValue.Member] = []) -> MLflowCall {
    MLflowCall(path: path, fields: fields)
  }

  static func post(_ path: String, _ fields: [StructuredValue.Member] = []) -> MLflowCall {
    MLflowCall(path: path, fields: fields, isPost: true)
  }

  /// The request to a server.
  ///
  /// - Parameter base: what stands before `/api`.
  func request(to base: String) -> ServerRequest {
    let url = "\(base)/api/2.0/mlflow/\(path)"
    guard !isPost else { return ServerRequest(url: url, body: StructuredValue.object(fields).jsonText) }
    let query = fields.map { "\(MLflowCall.escaped($0.name))=\(MLflowCall.escaped($0.value.parameterText))" }
    return ServerRequest(url: query.isEmpty ? url : "\(url)?\(query.joined(separator: "&"))")
  }

  /// Percent-encoded, all but the unreserved characters of RFC 3986.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        result += byte < 16 ? "%0\(hex)" : "%\(hex)"
      }
    }
    return result
  }
}

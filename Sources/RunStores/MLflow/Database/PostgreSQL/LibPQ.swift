internal import Glibc

/// The functions of PostgreSQL's own client library that are needed, found when they are.
///
/// The library is not linked: this program starts on machines that do not have it.
struct LibPQ: Sendable {
  typealias Texts = UnsafePointer<UnsafePointer<CChar>?>

  let connect: @convention(c) @Sendable (_ names: Texts, _ values: Texts, _ expands: Int32) -> OpaquePointer?
  let status: @convention(c) @Sendable (OpaquePointer) -> Int32
  let finish: @convention(c) @Sendable (OpaquePointer) -> Void
  let errorMessage: @convention(c) @Sendable (OpaquePointer) -> UnsafePointer<CChar>?
  let setNoticeProcessor:
    @convention(c) @Sendable (
      OpaquePointer, @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?) -> Void, UnsafeMutableRawPointer?
    ) -> UnsafeRawPointer?
  let execute:
    @convention(c) @Sendable (
      OpaquePointer, _ query: UnsafePointer<CChar>, _ count: Int32, _ types: UnsafePointer<UInt32>?, _ values: Texts?,
      _ lengths: UnsafePointer<Int32>?, _ formats: UnsafePointer<Int32>?, _ resultFormat: Int32
    ) -> OpaquePointer?
  let resultStatus: @convention(c) @Sendable (OpaquePointer?) -> Int32
  let rowCount: @convention(c) @Sendable (OpaquePointer) -> Int32
  let value: @convention(c) @Sendable (OpaquePointer, _ row: Int32, _ column: Int32) -> UnsafePointer<UInt8>?
  let length: @convention(c) @Sendable (OpaquePointer, _ row: Int32, _ column: Int32) -> Int32
  let isNull: @convention(c) @Sendable (OpaquePointer, _ row: Int32, _ column: Int32) -> Int32
  let clear: @convention(c) @Sendable (OpaquePointer?) -> Void
  let parse: @convention(c) @Sendable (UnsafePointer<CChar>, UnsafePointer<UnsafePointer<CChar>?>?) -> OpaquePointer?
  let freeOptions: @convention(c) @Sendable (OpaquePointer) -> Void

  /// `CONNECTION_OK`.
  static let isConnected: Int32 = 0
  /// `PGRES_COMMAND_OK` and `PGRES_TUPLES_OK`.
  static let succeeded: ClosedRange<Int32> = 1...2

  /// The library of this machine; nil if there is none, or one of another kind.
  static let loaded = try? LibPQ()

  private struct Absence: Error {}

  private init() throws {
    guard let library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL) else { throw Absence() }
    func function<Function>(_ name: String) throws -> Function {
      guard let address = dlsym(library, name) else { throw Absence() }
      return unsafeBitCast(address, to: Function.self)
    }
    connect = try function("PQconnectdbParams")
    status = try function("PQstatus")
    finish = try function("PQfinish")
    errorMessage = try function("PQerrorMessage")
    setNoticeProcessor = try function("PQsetNoticeProcessor")
    execute = try function("PQexecParams")
    resultStatus = try function("PQresultStatus")
    rowCount = try function("PQntuples")
    value = try function("PQgetvalue")
    length = try function("PQgetlength")
    isNull = try function("PQgetisnull")
    clear = try function("PQclear")
    parse = try function("PQconninfoParse")
    freeOptions = try function("PQconninfoFree")
  }
}

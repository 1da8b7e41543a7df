import Analysis
public import FileAccess
import RunModel

/// A log of a run while the run goes on: the one somebody named, or the one they most likely want.
///
/// It may not be there yet. Where none was named, the first one that is there is taken, and left for the driver's when
/// Azure ML begins that.
public final class FollowedLog {
  private let monitor: RunMonitor
  /// The path within the run; nil for the main log.
  private let wanted: String?
  /// The path within the run of what is being read.
  public private(set) var path: String?
  private var follower: FileFollower?
  /// Of a file in pieces: how many bytes were given.
  private var given: Int64 = 0
  private var file: RunFile?
  private var listedVersion = -1
  /// Listing the files of a run may mean to read all of it: no more than a fiftieth of the time goes into that.
  private var nextListing: ContinuousClock.Instant?

  private static let shareOfTime = 50

  /// Whether files that the log was renamed to, or copied to, before it was looked at belong to it.
  private let includesTurns: Bool
  private var isFirstChoice = true

  /// - Parameters:
  ///   - wanted: a path within the run; nil for the main log.
  ///   - includesTurns: whether files that the log was renamed to, or copied to, before are given in front of it.
  public init(_ monitor: RunMonitor, wanted: String?, includesTurns: Bool) {
    self.monitor = monitor
    self.wanted = wanted
    self.includesTurns = includesTurns
  }

  /// Gives what came since the last look.
  ///
  /// - Parameters:
  ///   - tail: how many lines are given of what is there at first; nil for all.
  ///   - begins: told the path of the log whenever another one is begun.
  /// - Returns: whether anything came.
  @discardableResult
  public func look(
    tail: Int? = nil, begins: (String) -> Void = { _ in }, remark: (FileFollower.Remark) -> Void = { _ in },
    _ take: (ArraySlice<UInt8>) throws -> Void
  ) throws -> Bool {
    // Files are listed again only when something in the run changed.
    let began = ContinuousClock.now
    if listedVersion != monitor.version, !isSettled, nextListing.map({ $0 <= began }) ?? true {
      listedVersion = monitor.version
      try choose(tail: tail, begins: begins)
      nextListing = .now.advanced(by: began.duration(to: .now) * FollowedLog.shareOfTime)
    }
    if let follower { return try follower.look(remark: remark, take) }
    guard let file else { return false }
    let reader = try RunFileReader(file)
    let size = reader.size
    guard size > given else { return false }
    try reader.read(given..<size, take)
    given = size
    return true
  }

  /// Whether no other file may be meant, and this one's place on disk stays.
  private var isSettled: Bool {
    guard let file, file.pieces.isEmpty else { return false }
    return wanted != nil || MainLog.isCertain(file)
  }

  /// The file that is written into now, where one that it was put aside to was chosen because it is empty: it was cut
  /// short, or begun anew, a moment ago.
  private static func written(_ chosen: RunFile, in files: [RunFile]) -> RunFile {
    let bases = RotatedName.bases(of: chosen.name)
    guard !bases.isEmpty else { return chosen }
    return files.first { $0.folder == chosen.folder && bases.contains($0.name) && $0.obstacle == nil } ?? chosen
  }

  private func choose(tail: Int?, begins: (String) -> Void) throws {
    let files = monitor.files()
    let chosen =
      wanted.map { path in files.first { $0.path == path } }
      ?? MainLog.choose(files).map { FollowedLog.written(files[$0], in: files) }
    guard let chosen else { return }
    // A log that is just being put aside has no file under its own name for a moment.
    defer { isFirstChoice = false }
    if isFirstChoice, wanted == nil, !RotatedName.bases(of: chosen.name).isEmpty {
      listedVersion = -1
      return
    }
    if let file, file.path != chosen.path, !MainLog.isCertain(chosen) { return }
    let isOther = file?.path != chosen.path
    file = chosen
    guard isOther else { return }
    path = chosen.path
    let reader = try RunFileReader(chosen)
    given = try tail.map { try reader.start(ofLast: $0) } ?? 0
    follower = chosen.pieces.isEmpty ? try follower(of: chosen, among: files) : nil
    begins(chosen.path)
  }

  /// Of a log that was put aside and not begun again, under the name it will have then.
  ///
  /// Programs that put logs aside count from one, launchers count processes from zero.
  private func follower(of file: RunFile, among files: [RunFile]) throws(FileFailure) -> FileFollower {
    let base = wanted == nil ? RotatedName.bases(of: file.name).first { file.name.hasPrefix($0) } : nil
    guard let base, !files.contains(where: { $0.folder == file.folder && $0.name == base + ".0" }) else {
      return try FileFollower(file.location, from: given, includingTurns: includesTurns)
    }
    return try FileFollower(
      PathText.parent(of: file.location) + "/" + base, from: given, includingTurns: includesTurns,
      putAsideTo: file.location)
  }
}

internal import Glibc

/// Reads a file while it grows, whatever else is done to it meanwhile.
///
/// It may not be there yet; it may be renamed and begun anew, or be copied and cut short, as programs that rotate logs
/// do, several times between two looks. What one writer wrote into it is given once and in order, as long as it is still
/// in the file, in a file it was renamed to, or in a copy of it (`RotatedName`). Links are not followed, and nothing but
/// regular files is opened.
public final class FileFollower {
  /// What may have cost bytes.
  public enum Remark: Sendable, Hashable {
    /// It was cut short, and what was written since the last look is in no copy of it.
    case cutShort
    /// Files it was put aside to that are compressed, by name, and are not given.
    case compressed([String])
    /// So many of the oldest files it was put aside to are not given.
    case tooMany(Int)
  }

  public let path: String
  private let rotated: RotatedFiles
  private var current: GrowingFile?
  /// Those that were there before, or were read; kept open, so that no new file is taken for one of them.
  private var known: [GrowingFile]
  /// Whether it is still to be said what is not given of what was there before.
  private var tellsOmissions: Bool
  /// Whether it begins in a file it was put aside to, and nothing stood under its own name since.
  private var isAwaited: Bool

  /// Of more than these, the oldest are not kept open.
  private static let openLimit = 64

  /// - Parameters:
  ///   - start: how many bytes of the file that is there now are passed over.
  ///   - includingTurns: whether the files it was renamed to, or copied to, before now are given first.
  ///   - turn: the file it was put aside to last, where nothing stands at the path; `start` is a place in that one.
  public init(
    _ path: String, from start: Int64 = 0, includingTurns: Bool = false, putAsideTo turn: String? = nil
  ) throws(FileFailure) {
    self.path = path
    rotated = RotatedFiles(of: path)
    tellsOmissions = includingTurns
    isAwaited = turn != nil
    let opened = try GrowingFile(turn ?? path)
    known = includingTurns ? [] : rotated.open().filter { $0.file != opened?.file }.suffix(FileFollower.openLimit)
    opened?.skip(to: start)
    current = opened
  }

  /// Whether the file is or was there.
  public var isThere: Bool { current != nil }

  /// Gives what came since the last look, piece by piece.
  ///
  /// - Returns: whether anything came.
  /// - Throws: what `take` throws, or `FileFailure` where what stands at the path cannot be read, or is a link or
  ///   something else that is no regular file.
  @discardableResult
  public func look(remark: (Remark) -> Void = { _ in }, _ take: (ArraySlice<UInt8>) throws -> Void) throws -> Bool {
    var came = false
    let counting: (ArraySlice<UInt8>) throws -> Void = { piece in
      came = came || !piece.isEmpty
      try take(piece)
    }
    if tellsOmissions {
      tellsOmissions = false
      let omitted = rotated.omitted
      if !omitted.compressed.isEmpty { remark(.compressed(omitted.compressed)) }
      if omitted.older > 0 { remark(.tooMany(omitted.older)) }
    }
    while true {
      try drain(remark: remark, counting)
      guard let next = try GrowingFile(path) else {
        // What looks put aside may be a log of its own, and others beside it, too.
        if isAwaited { return came }
        guard try goOnInTurns(remark: remark, counting) else { return came }
        continue
      }
      isAwaited = false
      guard next.file != current?.file else { return came }
      if let last = current {
        // Whoever writes goes on in the old file until the first byte is in the new one.
        guard try next.size() > 0 else { return came }
        try drain(remark: remark, counting)
        try giveTurns(before: next, after: last, counting)
      }
      current = next
    }
  }

  /// Between a file that was put aside and the next one, goes on in the newest that was.
  ///
  /// - Returns: whether there is one.
  private func goOnInTurns(remark: (Remark) -> Void, _ take: (ArraySlice<UInt8>) throws -> Void) throws -> Bool {
    let turns = unread(besides: [current?.file].compactMap { $0 })
    guard let newest = turns.last else { return false }
    try drain(remark: remark, take)
    if let current { known.append(current) }
    for turn in turns.dropLast() {
      try turn.readAll(take)
      known.append(turn)
    }
    current = newest
    return true
  }

  /// Reads the current file to its end.
  private func drain(remark: (Remark) -> Void, _ take: (ArraySlice<UInt8>) throws -> Void) throws {
    while let file = current {
      // Of a file of which nothing was read, nothing tells that it was cut short.
      if file.offset == 0 { try giveTurns(before: file, after: nil, take) }
      switch try file.read() {
      case .piece(let piece) where piece.isEmpty: return
      case .piece(let piece): try take(piece)
      case .cutShort:
        if try !giveCopies(of: file, take) { remark(.cutShort) }
        file.restart()
      }
    }
  }

  /// Gives what was in the file when it was cut short.
  ///
  /// - Returns: whether there is a copy that goes on where the file was read to.
  private func giveCopies(of file: GrowingFile, _ take: (ArraySlice<UInt8>) throws -> Void) throws -> Bool {
    var isComplete = false
    for copy in unread(besides: [file.file]) {
      if try copy.continues(file) {
        isComplete = true
        try copy.readAll(from: file.offset, take)
      } else if try !copy.isBeginning(ofReadPartOf: file) {
        // A copy of what came after it was cut short before.
        try copy.readAll(take)
      }
      known.append(copy)
    }
    return isComplete
  }

  /// Gives the files that came and were put aside since the last look.
  private func giveTurns(
    before file: GrowingFile, after last: GrowingFile?, _ take: (ArraySlice<UInt8>) throws -> Void
  ) throws {
    for turn in unread(besides: [file.file] + [last?.file].compactMap { $0 }) {
      // A copy that is being made, before the file is cut short, is none of them yet.
      if try turn.isCopy(of: file) { continue }
      try turn.readAll(take)
      known.append(turn)
    }
    if let last { known.append(last) }
    known.removeFirst(max(0, known.count - FileFollower.openLimit))
  }

  /// Files of earlier turns that were not read, the oldest first.
  private func unread(besides read: [GrowingFile.Identity]) -> [GrowingFile] {
    let all = rotated.open()
    let met = Set(known.map(\.file)).union(read)
    // Where more are there than are kept open, those older than one that was met are not new.
    let isFull = known.count >= FileFollower.openLimit
    let start = isFull ? all.firstIndex { met.contains($0.file) } ?? all.startIndex : all.startIndex
    return all[start...].filter { !met.contains($0.file) }
  }
}

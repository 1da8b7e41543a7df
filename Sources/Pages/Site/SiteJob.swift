public import Digests
public import RunModel

/// One piece of work that makes one or more files of a site.
///
/// Jobs of one stage do not depend on one another.
public struct SiteJob: Sendable {
  /// Where a job puts what it makes.
  ///
  /// One job has one of these to itself, and all threads that help it use it at once.
  public protocol Output: Sendable {
    /// A file made by the program.
    func put(_ bytes: [UInt8], at path: String) throws
    /// A file made piece by piece.
    ///
    /// - Parameter body: gets a function that takes the next piece and leaves it empty.
    func stream(to path: String, _ body: (_ append: (inout [UInt8]) throws -> Void) throws -> Void) throws
    /// A file of a run, copied as it is but for its secrets.
    ///
    /// - Parameter shown: how messages name it.
    func copy(_ file: RunFile, to path: String, shownAs shown: String) throws
    /// A file with the bytes of one that a job of an earlier stage made.
    func duplicate(_ made: String, at path: String) throws
    /// Says which small files that jobs of earlier stages made are reread next, so that they can be fetched together.
    func prepareToReread(_ paths: [String])
    /// Reads a file that a job of an earlier stage made, piece by piece.
    func reread(_ path: String, _ body: (Span<UInt8>) throws -> Void) throws
    /// Reads a part of a file of a run, piece by piece, up to the size it has when it is opened, its secrets masked.
    ///
    /// - Parameter body: gets pieces that are large, the last one aside; false ends the reading.
    /// - Returns: false, with a warning, if the file cannot be read, or not to its end.
    func read(
      _ file: RunFile, _ part: Range<Int64>, shownAs shown: String, _ body: (Span<UInt8>) throws -> Bool
    ) throws -> Bool
    /// Looks for secrets in a file of a run, which its first `read` does otherwise.
    ///
    /// - Returns: how many bytes it has; nil if some of them are masked, or if it cannot be read.
    func cleanSize(of file: RunFile) -> Int64?
    /// Reads a whole file of a run as it is, secrets and all: for what is counted, never for what is shown.
    ///
    /// - Parameter body: as that of `read`.
    /// - Returns: false if the file cannot be read to its end.
    func readAsItIs(_ file: RunFile, _ body: (Span<UInt8>) -> Bool) -> Bool
    /// Notes what the job leaves out, beside what is masked in the files it copies and reads.
    func count(_ tally: JobTally)
    /// Calls `body` once for each number below `count`: threads that have nothing to do help.
    func share(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws
  }

  /// Names it among the jobs of its bundle: the first file it makes.
  public var name: String
  /// Jobs that are known or dropped together: an experiment's folder, or `site`.
  public var bundle: String
  /// How many files it makes, about; for progress.
  public var weight: Int
  /// All that the files depend on.
  ///
  /// Asked before `run`, so that what did not change is not made again.
  public var inputs: @Sendable () throws -> [JobRecord.Input]
  public var run: @Sendable (any Output) throws -> Void
}
